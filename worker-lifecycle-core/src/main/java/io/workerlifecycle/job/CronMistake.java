package io.workerlifecycle.job;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.springframework.scheduling.support.CronExpression;

/**
 * Why a text is no cron expression, and what to write instead.
 *
 * @param fact what is wrong with it
 * @param action the way out
 */
record CronMistake(String fact, String action) {

	private static final String SIX_FIELDS = "Write six fields – second, minute, hour, day of month, month, day of "
			+ "week – such as '0 0 3 * * *', or a macro such as @daily.";

	private static final Pattern SPACES = Pattern.compile("\\s+");

	private static final Pattern YEAR = Pattern.compile("\\*|\\?|\\d{4}.*");

	private static final Pattern DAY_NAME = Pattern.compile("(?i).*(MON|TUE|WED|THU|FRI|SAT|SUN).*");

	private static final Pattern MONTH_NAME = Pattern
		.compile("(?i).*(JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC).*");

	private static final Pattern RANGE = Pattern.compile("(\\w+)-(\\w+)");

	/**
	 * Looks for the mistake.
	 * @param text what is no valid expression
	 */
	static CronMistake in(String text) {
		List<String> fields = List.of(SPACES.split(text));
		if (fields.size() == 6) {
			return inField(fields);
		}
		if (CronExpression.isValidExpression("@" + text)) {
			return new CronMistake("a macro begins with @", "Write @" + text + ".");
		}
		if (fields.size() == 1) {
			return unknown();
		}
		String count = "it has " + fields.size() + " fields, but 6 are needed";
		if (fields.size() == 5) {
			return withoutSeconds(count + ", with seconds first", "0 " + text);
		}
		return (fields.size() == 7 && YEAR.matcher(fields.get(6)).matches()) ? withYear(fields)
				: new CronMistake(count, SIX_FIELDS);
	}

	private static CronMistake withoutSeconds(String fact, String meant) {
		return new CronMistake(fact, CronExpression.isValidExpression(meant)
				? "Write '" + meant + "' to fire at second 0: " + CronWords.of(meant) + "." : SIX_FIELDS);
	}

	private static CronMistake withYear(List<String> fields) {
		String meant = String.join(" ", fields.subList(0, 6));
		String fact = "it has 7 fields, and a year, as Quartz has it, is not supported";
		return new CronMistake(fact, CronExpression.isValidExpression(meant)
				? "Write '" + meant + "', for every year: " + CronWords.of(meant) + "." : SIX_FIELDS);
	}

	private static CronMistake inField(List<String> fields) {
		for (CronField field : CronField.values()) {
			String text = fields.get(field.position());
			if (!isValid(field, text)) {
				return in(field, text, fields);
			}
		}
		return unknown();
	}

	private static CronMistake in(CronField field, String text, List<String> fields) {
		String is = "its " + field.title() + " is '" + text + "'";
		if (text.contains("?") && !field.isDay()) {
			return new CronMistake(is + ", but ? is for the day of month and the day of week only",
					write(with(fields, field, text.replace('?', '*')), field));
		}
		if (field != CronField.DAY_OF_WEEK && DAY_NAME.matcher(text).matches()) {
			return new CronMistake(is + ", but names of days stand in the sixth field, the day of week",
					write(swapped(fields, field, CronField.DAY_OF_WEEK), field));
		}
		if (field != CronField.MONTH && MONTH_NAME.matcher(text).matches()) {
			return new CronMistake(is + ", but names of months stand in the fifth field, the month",
					write(swapped(fields, field, CronField.MONTH), field));
		}
		Matcher range = RANGE.matcher(text);
		if (range.matches() && isValid(field, range.group(1)) && isValid(field, range.group(2))) {
			return new CronMistake(is + ", a range that runs backwards",
					write(with(fields, field, forward(field, range.group(1), range.group(2))), field));
		}
		return new CronMistake(is + ", but it may only be " + field.choices(),
				write(with(fields, field, text.toUpperCase(Locale.ROOT)), field));
	}

	/** The same as two ranges: to the end, and from the beginning. */
	private static String forward(CronField field, String first, String last) {
		boolean names = field == CronField.DAY_OF_WEEK && !Character.isDigit(first.charAt(0));
		String end = names ? "SUN" : Integer.toString(field.last());
		String begin = names ? "MON" : Integer.toString(field.first());
		return range(first, end) + "," + range(begin, last);
	}

	private static String range(String first, String last) {
		return first.equalsIgnoreCase(last) ? first : first + "-" + last;
	}

	private static List<String> swapped(List<String> fields, CronField one, CronField other) {
		List<String> result = new ArrayList<>(fields);
		Collections.swap(result, one.position(), other.position());
		result.replaceAll((text) -> text.equals("?") ? "*" : text);
		return result;
	}

	private static List<String> with(List<String> fields, CronField field, String text) {
		List<String> result = new ArrayList<>(fields);
		result.set(field.position(), text);
		return result;
	}

	private static String write(List<String> meant, CronField field) {
		String text = String.join(" ", meant);
		return CronExpression.isValidExpression(text) ? "Write '" + text + "': " + CronWords.of(text) + "."
				: "Write " + field.choices() + " there.";
	}

	private static boolean isValid(CronField field, String text) {
		return CronExpression.isValidExpression(String.join(" ", with(Collections.nCopies(6, "*"), field, text)));
	}

	private static CronMistake unknown() {
		return new CronMistake("it is no cron expression", SIX_FIELDS);
	}

}
