package io.workerlifecycle.job;

import org.springframework.scheduling.support.CronExpression;

/**
 * A cron expression in plain English. What is said is what the expression admits, however
 * it is written: equal meanings have equal words.
 */
final class CronWords {

	private CronWords() {
	}

	/** The words; for what is no expression, the text itself. */
	static String of(String expression) {
		if (!CronExpression.isValidExpression(expression)) {
			return "cron " + expression;
		}
		CronFields fields = CronFields.of(expression);
		CronClock clock = CronClock.of(fields);
		CronDays days = CronDays.of(fields);
		String everyDay = (clock.isListed() && days.isEveryDay()) ? "every day " : "";
		return everyDay + clock.words() + days.words();
	}

}
