package io.workerlifecycle.job;

import java.util.List;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.springframework.util.StringUtils;

/**
 * Days of the week that an expression gives by number, such as {@code 2-6} or
 * {@code 2#1}: as they read here and as they would read in Quartz, where 1 is Sunday.
 *
 * @param text the item as it is written
 */
record CronDayItem(String text) {

	private static final Pattern NUMERIC = Pattern.compile("(\\d)(?:-(\\d))?(L|#\\d+)?");

	/** Those of a field; names are left out, since they read the same everywhere. */
	static List<CronDayItem> of(String field) {
		return Stream.of(StringUtils.delimitedListToStringArray(field, ","))
			.map(CronDayItem::new)
			.filter((item) -> item.isStepped() || item.matcher().matches())
			.toList();
	}

	/** Quartz has no day 0. */
	boolean isInQuartz() {
		return !this.text.startsWith("0");
	}

	String here() {
		return words(CronNames::day);
	}

	String inQuartz() {
		return words((number) -> CronNames.day((number + 5) % 7 + 1));
	}

	/** The same in names. */
	String named() {
		if (isStepped()) {
			return String.join(",", CronNames.each(steps(), CronNames::shortDay));
		}
		Matcher matcher = matched();
		String last = (matcher.group(2) != null) ? "-" + name(matcher.group(2), CronNames::shortDay) : "";
		String rule = (matcher.group(3) != null) ? matcher.group(3) : "";
		return name(matcher.group(1), CronNames::shortDay) + last + rule;
	}

	private String words(IntFunction<String> names) {
		if (isStepped()) {
			return CronNames.and(CronNames.each(steps(), names::apply));
		}
		Matcher matcher = matched();
		String first = name(matcher.group(1), names);
		String rule = matcher.group(3);
		if (rule != null) {
			return "the " + (rule.equals("L") ? "last" : CronNames.rank(Integer.parseInt(rule.substring(1)))) + " "
					+ first;
		}
		return (matcher.group(2) != null) ? first + " to " + name(matcher.group(2), names) : first;
	}

	private boolean isStepped() {
		return this.text.contains("/");
	}

	private List<Integer> steps() {
		return CronSet.of(CronField.DAY_OF_WEEK, this.text).numbers();
	}

	private Matcher matched() {
		Matcher matcher = matcher();
		if (!matcher.matches()) {
			throw new IllegalStateException("Not by number: " + this.text);
		}
		return matcher;
	}

	private Matcher matcher() {
		return NUMERIC.matcher(this.text);
	}

	private static String name(String number, IntFunction<String> names) {
		int day = Integer.parseInt(number);
		return names.apply((day != 0) ? day : 7);
	}

}
