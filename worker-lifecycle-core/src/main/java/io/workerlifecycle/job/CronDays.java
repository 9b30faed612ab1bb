package io.workerlifecycle.job;

import java.util.ArrayList;
import java.util.List;

/**
 * The days of a cron expression in words. A day must be admitted by the month, the day of
 * month and the day of week, all three.
 *
 * @param days the days of month
 * @param months the months
 * @param weekdays the days of week
 */
record CronDays(CronSet days, CronSet months, CronSet weekdays) {

	/** Up to this day the nearest weekday is in the same month, in every month. */
	private static final int SAFE_DAY = 27;

	static CronDays of(CronFields fields) {
		return new CronDays(fields.set(CronField.DAY_OF_MONTH), fields.set(CronField.MONTH),
				fields.set(CronField.DAY_OF_WEEK));
	}

	boolean isEveryDay() {
		return this.days.isAll() && this.weekdays.isAll();
	}

	/** What follows the time of day; empty if every day will do. */
	String words() {
		return isOfMonth() ? dayWords() + (isOneMonth() ? "" : monthWords()) : dayWords() + monthWords();
	}

	private String dayWords() {
		if (isEveryDay()) {
			return "";
		}
		if (this.days.isAll()) {
			return weekdayWords();
		}
		String days = " on " + CronNames.and(daysOfMonth()) + ofMonth();
		return this.weekdays.isAll() ? days : days + " if it is " + CronNames.or(conditions());
	}

	private String weekdayWords() {
		List<Run> runs = Run.of(this.weekdays.numbers());
		if (this.weekdays.rules().isEmpty() && runs.size() == 1 && runs.get(0).isWorthIt()) {
			return ", " + CronNames.day(runs.get(0).first()) + " to " + CronNames.day(runs.get(0).last());
		}
		List<String> parts = new ArrayList<>();
		if (this.weekdays.size() > 0) {
			parts
				.add("on " + CronNames.and(CronNames.each(this.weekdays.numbers(), (day) -> CronNames.day(day) + "s")));
		}
		if (!this.weekdays.rules().isEmpty()) {
			parts.add("on " + CronNames.and(CronNames.each(this.weekdays.rules(), CronDays::weekdayRule)) + ofMonth());
		}
		return " " + CronNames.and(parts);
	}

	private List<String> conditions() {
		List<String> parts = new ArrayList<>(
				CronNames.each(this.weekdays.numbers(), (day) -> "a " + CronNames.day(day)));
		parts.addAll(CronNames.each(this.weekdays.rules(), (rule) -> weekdayRule(rule) + ofMonth()));
		return parts;
	}

	private List<String> daysOfMonth() {
		List<String> parts = new ArrayList<>(
				CronNames.spans(this.days.numbers(), (day) -> "the " + CronNames.ordinal(day)));
		parts.addAll(CronNames.each(this.days.rules(), CronDays::dayRule));
		return parts;
	}

	private static String dayRule(String rule) {
		if (rule.equals("L")) {
			return "the last day";
		}
		if (rule.equals("LW")) {
			return "the last weekday";
		}
		if (rule.startsWith("L")) {
			return beforeLast(rule, -Integer.parseInt(rule.substring(1)));
		}
		int day = Integer.parseInt(rule.substring(0, rule.length() - 1));
		if (day == 1) {
			return "the first weekday";
		}
		String nearest = "the weekday nearest to the " + CronNames.ordinal(day);
		return (day <= SAFE_DAY) ? nearest : nearest + " (if both are in the same month)";
	}

	private static String beforeLast(String rule, int days) {
		if (days > SAFE_DAY) {
			return "the day '" + rule + "'";
		}
		return (days == 1) ? "the day before the last" : "the day " + days + " days before the last";
	}

	private static String weekdayRule(String rule) {
		int hash = rule.indexOf('#');
		int day = Integer.parseInt(rule.substring(0, (hash >= 0) ? hash : rule.indexOf('L')));
		String name = CronNames.day((day != 0) ? day : 7);
		return "the " + ((hash >= 0) ? CronNames.rank(Integer.parseInt(rule.substring(hash + 1))) : "last") + " "
				+ name;
	}

	/** Whether all that is told of days is told as being of a month. */
	private boolean isOfMonth() {
		return !this.days.isAll() || (this.weekdays.size() == 0 && !this.weekdays.rules().isEmpty());
	}

	private boolean isOneMonth() {
		return this.months.size() == 1;
	}

	private String ofMonth() {
		return (isOfMonth() && isOneMonth()) ? " of " + CronNames.month(this.months.numbers().get(0)) : " of the month";
	}

	private String monthWords() {
		if (this.months.isAll()) {
			return "";
		}
		return ", in " + CronNames.and(CronNames.each(this.months.numbers(), CronNames::month));
	}

}
