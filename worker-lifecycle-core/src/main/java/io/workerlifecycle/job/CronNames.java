package io.workerlifecycle.job;

import java.time.DayOfWeek;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * How numbers of a cron expression are called in English.
 */
final class CronNames {

	private static final List<String> RANKS = List.of("first", "second", "third", "fourth", "fifth");

	private CronNames() {
	}

	static String day(int number) {
		return DayOfWeek.of(number).getDisplayName(TextStyle.FULL, Locale.ENGLISH);
	}

	static String month(int number) {
		return Month.of(number).getDisplayName(TextStyle.FULL, Locale.ENGLISH);
	}

	/** The name as it is written in an expression. */
	static String shortDay(int number) {
		return DayOfWeek.of((number != 0) ? number : 7).name().substring(0, 3);
	}

	static String shortMonth(int number) {
		return Month.of(number).name().substring(0, 3);
	}

	static String ordinal(int number) {
		String ending = switch (number % 10) {
			case 1 -> "st";
			case 2 -> "nd";
			case 3 -> "rd";
			default -> "th";
		};
		return number + ((number % 100 >= 11 && number % 100 <= 13) ? "th" : ending);
	}

	static String rank(int number) {
		return (number <= RANKS.size()) ? RANKS.get(number - 1) : ordinal(number);
	}

	/** Writes the names of months or days of the week as numbers, as Spring does. */
	static String toNumbers(CronField field, String text) {
		return switch (field) {
			case MONTH -> toNumbers(text, 12, CronNames::shortMonth);
			case DAY_OF_WEEK -> toNumbers(text, 7, CronNames::shortDay);
			default -> text;
		};
	}

	private static String toNumbers(String text, int count, IntFunction<String> name) {
		String result = text.toUpperCase(Locale.ROOT);
		for (int i = 1; i <= count; i++) {
			result = result.replace(name.apply(i), Integer.toString(i));
		}
		return result;
	}

	/** Numbers, three or more without a gap by their ends. */
	static List<String> spans(List<Integer> numbers, IntFunction<String> name) {
		List<String> spans = new ArrayList<>();
		for (Run run : Run.of(numbers)) {
			if (run.isWorthIt()) {
				spans.add(name.apply(run.first()) + " to " + name.apply(run.last()));
			}
			else {
				IntStream.rangeClosed(run.first(), run.last()).mapToObj(name).forEach(spans::add);
			}
		}
		return spans;
	}

	static <T> List<String> each(List<T> things, Function<T, String> name) {
		return things.stream().map(name).toList();
	}

	static String and(List<String> parts) {
		return join(parts, " and ");
	}

	static String or(List<String> parts) {
		return join(parts, " or ");
	}

	private static String join(List<String> parts, String conjunction) {
		int last = parts.size() - 1;
		return (last <= 0) ? String.join("", parts)
				: String.join(", ", parts.subList(0, last)) + conjunction + parts.get(last);
	}

}
