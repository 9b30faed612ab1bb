package io.workerlifecycle.job;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

import org.springframework.util.StringUtils;

/**
 * What one field of a valid cron expression admits. Sunday is 7.
 *
 * @param field the field
 * @param numbers the values, ascending
 * @param rules what depends on the month, such as {@code L} or {@code 2#1}, with days of
 * the week as numbers
 */
record CronSet(CronField field, List<Integer> numbers, List<String> rules) {

	static CronSet of(CronField field, String text) {
		SortedSet<Integer> numbers = new TreeSet<>();
		List<String> rules = new ArrayList<>();
		for (String item : StringUtils.delimitedListToStringArray(CronNames.toNumbers(field, text), ",")) {
			if (isRule(field, item)) {
				rules.add(item);
			}
			else {
				numbers.addAll(expand(field, item));
			}
		}
		return new CronSet(field, List.copyOf(numbers), List.copyOf(rules));
	}

	boolean isAll() {
		return this.numbers.size() == this.field.last() - this.field.first() + 1;
	}

	boolean isOnlyZero() {
		return this.numbers.equals(List.of(0));
	}

	int size() {
		return this.numbers.size();
	}

	/** Whether values come in equal distances, and how far they are apart; else 0. */
	int step() {
		int step = (size() > 1) ? this.numbers.get(1) - this.numbers.get(0) : 0;
		for (int i = 1; i < size(); i++) {
			if (this.numbers.get(i) - this.numbers.get(i - 1) != step) {
				return 0;
			}
		}
		return step;
	}

	/** Whether the step goes on from one minute or hour to the next. */
	boolean isEven() {
		int step = step();
		return step > 0 && this.numbers.get(0) == 0 && size() * step == this.field.last() + 1;
	}

	private static boolean isRule(CronField field, String item) {
		return switch (field) {
			case DAY_OF_MONTH -> item.contains("L") || item.contains("W");
			case DAY_OF_WEEK -> item.contains("L") || item.contains("#");
			default -> false;
		};
	}

	private static List<Integer> expand(CronField field, String item) {
		int slash = item.indexOf('/');
		int step = (slash >= 0) ? Integer.parseInt(item.substring(slash + 1)) : 1;
		Run run = run(field, (slash >= 0) ? item.substring(0, slash) : item);
		int last = (slash >= 0 && item.indexOf('-') < 0) ? field.last() : run.last();
		List<Integer> values = new ArrayList<>();
		for (long value = run.first(); value <= last; value += step) {
			values.add((field == CronField.DAY_OF_WEEK && value == 0) ? 7 : (int) value);
		}
		return values;
	}

	private static Run run(CronField field, String span) {
		if (span.equals("*") || span.equals("?")) {
			return new Run(field.first(), field.last());
		}
		int hyphen = span.indexOf('-');
		if (hyphen < 0) {
			int value = Integer.parseInt(span);
			return new Run(value, value);
		}
		int first = Integer.parseInt(span.substring(0, hyphen));
		// As in Spring, a range begins with Sunday as 0 and ends with it as 7.
		int begin = (field == CronField.DAY_OF_WEEK && first == 7) ? 0 : first;
		return new Run(begin, Integer.parseInt(span.substring(hyphen + 1)));
	}

}
