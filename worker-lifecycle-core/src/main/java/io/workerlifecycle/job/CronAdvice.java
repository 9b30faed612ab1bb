package io.workerlifecycle.job;

import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * What may be meant otherwise in a cron expression that is valid.
 */
final class CronAdvice {

	/** Once a minute; above that, somebody may have taken seconds for minutes. */
	private static final int MOST_FIRINGS_A_DAY = 24 * 60;

	private static final long LONG_WAIT_DAYS = 366;

	private final CronFields fields;

	private final List<String> findings = new ArrayList<>();

	private CronAdvice(CronFields fields) {
		this.fields = fields;
	}

	/**
	 * Looks at an expression.
	 * @param next the first firing from now on; null if there is none
	 */
	static List<String> of(JobTrigger.Cron cron, Instant now, @Nullable Instant next) {
		CronAdvice advice = new CronAdvice(CronFields.of(cron.expression()));
		advice.often();
		if (!cron.expression().startsWith("@")) {
			advice.steps();
			advice.quartzDays();
		}
		advice.bothDays();
		advice.wait(now, next, cron.zone());
		return List.copyOf(advice.findings);
	}

	private void often() {
		int firings = this.fields.firingsADay();
		if (firings > MOST_FIRINGS_A_DAY) {
			this.findings.add(String.format(Locale.ROOT, "it fires %,d times a day. Write a single number as its first "
					+ "field, the second, if it need not be more than once a minute.", firings));
		}
	}

	private void steps() {
		for (CronField field : CronField.values()) {
			CronSet set = this.fields.set(field);
			if (this.fields.text(field).contains("/") && set.size() == 1 && set.rules().isEmpty()) {
				this.findings.add("the " + field.title() + " '" + this.fields.text(field) + "' is only "
						+ set.numbers().get(0) + ", since the step leads past the end. Write " + set.numbers().get(0)
						+ " if that is meant.");
			}
		}
	}

	private void quartzDays() {
		List<CronDayItem> items = CronDayItem.of(this.fields.text(CronField.DAY_OF_WEEK));
		if (!items.isEmpty() && items.stream().allMatch(CronDayItem::isInQuartz)) {
			this.findings.add("the day of week '" + text(items, CronDayItem::text) + "' is "
					+ CronNames.and(CronNames.each(items, CronDayItem::here)) + " here; in Quartz it would be "
					+ CronNames.and(CronNames.each(items, CronDayItem::inQuartz)) + ". Write "
					+ text(items, CronDayItem::named) + " if that is meant.");
		}
	}

	private static String text(List<CronDayItem> items, Function<CronDayItem, String> text) {
		return String.join(",", CronNames.each(items, text));
	}

	private void bothDays() {
		CronSet days = this.fields.set(CronField.DAY_OF_MONTH);
		CronSet weekdays = this.fields.set(CronField.DAY_OF_WEEK);
		if (!days.isAll() && !weekdays.isAll()) {
			this.findings.add("the day of month '" + this.fields.text(CronField.DAY_OF_MONTH)
					+ "' and the day of week '" + this.fields.text(CronField.DAY_OF_WEEK)
					+ "' must both be met here; in Unix cron either is enough. Write two jobs, each with * for the "
					+ "other, if either is meant.");
		}
	}

	private void wait(Instant now, @Nullable Instant next, ZoneId zone) {
		if (next == null) {
			this.findings.add("it never fires. Write - to disable the job, or another day.");
		}
		else if (next.isAfter(now.plus(LONG_WAIT_DAYS, ChronoUnit.DAYS))) {
			this.findings.add("it fires next only on " + next.atZone(zone).toLocalDate()
					+ ". Write a day that comes every year if that is too late.");
		}
	}

}
