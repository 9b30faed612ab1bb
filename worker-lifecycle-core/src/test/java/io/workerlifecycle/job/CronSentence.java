package io.workerlifecycle.job;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Month;
import java.time.YearMonth;
import java.time.temporal.TemporalAdjusters;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Reads the words of a cron expression as a person would, knowing nothing of the
 * expression.
 */
final class CronSentence {

	private static final int LAST_SECOND = 24 * 60 * 60 - 1;

	private static final String JOINT = "(?:, | and )";

	private static final String TIME = "\\d\\d:\\d\\d(?::\\d\\d)?";

	private static final String NUMBERS = list("\\d+(?: to \\d+)?");

	private static final String WINDOW = "( " + list("from " + TIME + " to " + TIME) + "| in hours " + NUMBERS + "|)";

	private static final String DAY = names(DayOfWeek.values());

	private static final String MONTH = names(Month.values());

	private static final List<String> RANKS = List.of("first", "second", "third", "fourth", "fifth");

	private static final String RULE = "the (?:" + String.join("|", RANKS) + "|last) " + DAY;

	private static final String OF = " of (the month|" + MONTH + ")";

	private static final String NTH = "the \\d+(?:st|nd|rd|th)";

	private static final String DATE = NTH + "(?: to " + NTH + ")?|the last day|the (?:first|last) weekday"
			+ "|the weekday nearest to " + NTH + "(?: \\(if both are in the same month\\))?"
			+ "|the day before the last|the day \\d+ days before the last";

	private final NavigableSet<LocalTime> times;

	private final Predicate<LocalDate> dates;

	private CronSentence(NavigableSet<LocalTime> times, Predicate<LocalDate> dates) {
		this.times = times;
		this.dates = dates;
	}

	static CronSentence read(String words) {
		Matcher months = Pattern.compile("(.*), in (" + list(MONTH) + ")").matcher(words);
		if (months.matches()) {
			CronSentence rest = read(months.group(1));
			List<String> names = items(MONTH, months.group(2));
			return new CronSentence(rest.times, rest.dates.and((date) -> names.contains(name(date.getMonth()))));
		}
		String sentence = words.startsWith("every day at ") ? words.substring("every day ".length()) : words;
		for (int end = sentence.length(); end > 0; end--) {
			NavigableSet<LocalTime> times = isEndOfTime(sentence, end) ? times(sentence.substring(0, end))
					: new TreeSet<>();
			if (!times.isEmpty()) {
				return new CronSentence(times, dates(sentence.substring(end)));
			}
		}
		throw new IllegalArgumentException("Not understood: " + words);
	}

	private static boolean isEndOfTime(String sentence, int end) {
		return end == sentence.length() || sentence.startsWith(" on ", end) || sentence.startsWith(", ", end);
	}

	LocalDateTime next(LocalDateTime after, int mostDays) {
		for (int day = 0; day < mostDays; day++) {
			LocalDate date = after.toLocalDate().plusDays(day);
			LocalTime time = (day == 0) ? this.times.higher(after.toLocalTime()) : this.times.first();
			if (time != null && this.dates.test(date)) {
				return date.atTime(time);
			}
		}
		return null;
	}

	private static NavigableSet<LocalTime> times(String words) {
		Matcher match = match("at (" + list(TIME) + ")", words);
		if (match != null) {
			return items(TIME, match.group(1)).stream()
				.map(LocalTime::parse)
				.collect(Collectors.toCollection(TreeSet::new));
		}
		match = match("every(?: (\\d+))? hours? from (" + TIME + ") to (" + TIME + ")", words);
		if (match != null) {
			LocalTime first = LocalTime.parse(match.group(2));
			LocalTime last = LocalTime.parse(match.group(3));
			int seconds = 3600 * step(match.group(1));
			return times((second) -> second >= first.toSecondOfDay() && second <= last.toSecondOfDay()
					&& (second - first.toSecondOfDay()) % seconds == 0);
		}
		match = match("every hour(?: at minute (\\d+))?", words);
		if (match != null) {
			int minute = (match.group(1) != null) ? Integer.parseInt(match.group(1)) : 0;
			return times((second) -> second % 3600 == minute * 60);
		}
		match = match("every(?: (\\d+))? (second|minute)s?" + WINDOW, words);
		if (match != null) {
			int step = step(match.group(1)) * (match.group(2).equals("minute") ? 60 : 1);
			return within(match.group(3), (second) -> second % step == 0);
		}
		return picked(words);
	}

	private static NavigableSet<LocalTime> picked(String words) {
		Matcher match = match("at seconds? (" + NUMBERS + ") of every minute" + WINDOW, words);
		if (match != null) {
			IntPredicate seconds = numbers(match.group(1));
			return within(match.group(2), (second) -> seconds.test(second % 60));
		}
		match = match("(?:at (?:seconds? (" + NUMBERS + ") of )?|(every second) of )minutes? (" + NUMBERS
				+ ") of every hour" + WINDOW, words);
		if (match == null) {
			return new TreeSet<>();
		}
		IntPredicate seconds = (match.group(2) != null) ? (second) -> true
				: numbers((match.group(1) != null) ? match.group(1) : "0");
		IntPredicate minutes = numbers(match.group(3));
		return within(match.group(4), (second) -> seconds.test(second % 60) && minutes.test(second / 60 % 60));
	}

	private static NavigableSet<LocalTime> within(String window, IntPredicate seconds) {
		if (window.isEmpty()) {
			return times(seconds);
		}
		if (window.startsWith(" in hours ")) {
			IntPredicate hours = numbers(window.substring(" in hours ".length()));
			return times((second) -> seconds.test(second) && hours.test(second / 3600));
		}
		List<IntPredicate> spans = items("from " + TIME + " to " + TIME, window).stream()
			.map(CronSentence::span)
			.toList();
		return times((second) -> seconds.test(second) && spans.stream().anyMatch((span) -> span.test(second)));
	}

	private static IntPredicate span(String words) {
		List<String> ends = items(TIME, words);
		int first = LocalTime.parse(ends.get(0)).toSecondOfDay();
		int last = lastSecondOf(ends.get(1));
		return (second) -> second >= first && second <= last;
	}

	/** A span to 18:59 goes to the end of that minute. */
	private static int lastSecondOf(String time) {
		return LocalTime.parse(time).toSecondOfDay() + ((time.length() == 5) ? 59 : 0);
	}

	private static Predicate<LocalDate> dates(String words) {
		if (words.isEmpty()) {
			return (date) -> true;
		}
		Matcher match = match(", (" + DAY + ") to (" + DAY + ")", words);
		if (match != null) {
			DayOfWeek first = day(match.group(1));
			DayOfWeek last = day(match.group(2));
			return (date) -> date.getDayOfWeek().compareTo(first) >= 0 && date.getDayOfWeek().compareTo(last) <= 0;
		}
		match = match(" on (" + list(DAY + "s") + ")(?: and (on .*))?", words);
		if (match != null) {
			List<String> names = items(DAY, match.group(1));
			Predicate<LocalDate> days = (date) -> names.contains(name(date.getDayOfWeek()));
			return (match.group(2) != null) ? days.or(dates(" " + match.group(2))) : days;
		}
		match = match(" on (" + list(RULE) + ")" + OF, words);
		if (match != null) {
			return any(items(RULE, match.group(1)).stream().map(CronSentence::rule)).and(month(match.group(2)));
		}
		return datesOfMonth(words);
	}

	private static Predicate<LocalDate> datesOfMonth(String words) {
		Matcher match = match(" on (" + list(DATE) + ")" + OF + "(?: if it is (.*))?", words);
		if (match == null) {
			throw new IllegalArgumentException("Not understood: '" + words + "'");
		}
		Predicate<LocalDate> dates = any(items(DATE, match.group(1)).stream().map(CronSentence::date))
			.and(month(match.group(2)));
		if (match.group(3) == null) {
			return dates;
		}
		List<String> conditions = List.of(match.group(3).split(", | or "));
		return dates.and(any(conditions.stream()
			.map((condition) -> condition.startsWith("a ")
					? (date) -> name(date.getDayOfWeek()).equals(condition.substring(2))
					: rule(condition.substring(0, condition.indexOf(" of "))))));
	}

	private static Predicate<LocalDate> rule(String words) {
		String[] parts = words.split(" ");
		DayOfWeek day = day(parts[2]);
		if (parts[1].equals("last")) {
			return (date) -> date.equals(date.with(TemporalAdjusters.lastInMonth(day)));
		}
		int rank = RANKS.indexOf(parts[1]);
		return (date) -> date.getDayOfWeek() == day && (date.getDayOfMonth() - 1) / 7 == rank;
	}

	private static Predicate<LocalDate> date(String words) {
		List<Integer> numbers = items("\\d+", words).stream().map(Integer::valueOf).toList();
		if (words.contains("nearest")) {
			return (date) -> date.equals(nearest(YearMonth.from(date), numbers.get(0)));
		}
		return switch (words) {
			case "the last day" -> (date) -> isBeforeLast(date, 0);
			case "the day before the last" -> (date) -> isBeforeLast(date, 1);
			case "the first weekday" ->
				(date) -> isWeekday(date) && date.withDayOfMonth(1).datesUntil(date).noneMatch(CronSentence::isWeekday);
			case "the last weekday" -> (date) -> isWeekday(date) && date.plusDays(1)
				.datesUntil(date.plusMonths(1).withDayOfMonth(1))
				.noneMatch(CronSentence::isWeekday);
			default -> words.endsWith("before the last") ? (date) -> isBeforeLast(date, numbers.get(0))
					: (date) -> date.getDayOfMonth() >= numbers.get(0)
							&& date.getDayOfMonth() <= numbers.get(numbers.size() - 1);
		};
	}

	private static LocalDate nearest(YearMonth month, int day) {
		if (!month.isValidDay(day)) {
			return null;
		}
		LocalDate date = month.atDay(day);
		LocalDate nearest = switch (date.getDayOfWeek()) {
			case SATURDAY -> date.minusDays(1);
			case SUNDAY -> date.plusDays(1);
			default -> date;
		};
		return YearMonth.from(nearest).equals(month) ? nearest : null;
	}

	private static boolean isBeforeLast(LocalDate date, int days) {
		return date.lengthOfMonth() - date.getDayOfMonth() == days;
	}

	private static boolean isWeekday(LocalDate date) {
		return date.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) <= 0;
	}

	private static Predicate<LocalDate> month(String words) {
		return (date) -> words.equals("the month") || name(date.getMonth()).equals(words);
	}

	private static Predicate<LocalDate> any(Stream<Predicate<LocalDate>> predicates) {
		List<Predicate<LocalDate>> all = predicates.toList();
		return (date) -> all.stream().anyMatch((one) -> one.test(date));
	}

	private static IntPredicate numbers(String words) {
		Set<Integer> numbers = new HashSet<>();
		for (String span : items("\\d+(?: to \\d+)?", words)) {
			List<String> ends = items("\\d+", span);
			IntStream.rangeClosed(Integer.parseInt(ends.get(0)), Integer.parseInt(ends.get(ends.size() - 1)))
				.forEach(numbers::add);
		}
		return numbers::contains;
	}

	private static NavigableSet<LocalTime> times(IntPredicate seconds) {
		return IntStream.rangeClosed(0, LAST_SECOND)
			.filter(seconds)
			.mapToObj(LocalTime::ofSecondOfDay)
			.collect(Collectors.toCollection(TreeSet::new));
	}

	private static int step(String number) {
		return (number != null) ? Integer.parseInt(number) : 1;
	}

	private static Matcher match(String pattern, String words) {
		Matcher matcher = Pattern.compile(pattern).matcher(words);
		return matcher.matches() ? matcher : null;
	}

	private static List<String> items(String pattern, String words) {
		return Pattern.compile(pattern).matcher(words).results().map(MatchResult::group).toList();
	}

	private static String list(String item) {
		return "(?:" + item + ")(?:" + JOINT + "(?:" + item + "))*";
	}

	private static DayOfWeek day(String name) {
		return DayOfWeek.valueOf(name.toUpperCase(Locale.ROOT));
	}

	private static String names(Enum<?>[] values) {
		return "(?:" + Arrays.stream(values).map(CronSentence::name).collect(Collectors.joining("|")) + ")";
	}

	private static String name(Enum<?> value) {
		return value.name().charAt(0) + value.name().substring(1).toLowerCase(Locale.ROOT);
	}

}
