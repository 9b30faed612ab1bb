package io.workerlifecycle.job;

import java.util.List;

import org.springframework.scheduling.support.CronExpression;
import org.springframework.util.StringUtils;

/**
 * The six fields of a valid cron expression, macros resolved.
 *
 * @param texts the fields as they are written
 */
record CronFields(List<String> texts) {

	/**
	 * Reads an expression.
	 * @throws IllegalArgumentException if it is none
	 */
	static CronFields of(String expression) {
		String resolved = CronExpression.parse(expression).toString();
		return new CronFields(List.of(StringUtils.tokenizeToStringArray(resolved, " ")));
	}

	String text(CronField field) {
		return this.texts.get(field.position());
	}

	CronSet set(CronField field) {
		return CronSet.of(field, text(field));
	}

	/** How often it fires on a day on which it does. */
	int firingsADay() {
		return set(CronField.SECOND).size() * set(CronField.MINUTE).size() * set(CronField.HOUR).size();
	}

}
