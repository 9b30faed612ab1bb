package io.workerlifecycle.job;

/**
 * A field of a cron expression, in the order in which they are written.
 */
enum CronField {

	SECOND(0, "second", 0, 59, "0 to 59"),

	MINUTE(1, "minute", 0, 59, "0 to 59"),

	HOUR(2, "hour", 0, 23, "0 to 23"),

	DAY_OF_MONTH(3, "day of month", 1, 31, "1 to 31, or L, L-3, LW, 15W"),

	MONTH(4, "month", 1, 12, "1 to 12, or JAN to DEC"),

	DAY_OF_WEEK(5, "day of week", 1, 7, "MON to SUN, or 0 to 7 with Sunday as 0 and 7, or FRIL, TUE#1");

	private final int position;

	private final String title;

	private final int first;

	private final int last;

	private final String choices;

	CronField(int position, String title, int first, int last, String choices) {
		this.position = position;
		this.title = title;
		this.first = first;
		this.last = last;
		this.choices = choices;
	}

	/** Its place in an expression, from 0. */
	int position() {
		return this.position;
	}

	String title() {
		return this.title;
	}

	int first() {
		return this.first;
	}

	int last() {
		return this.last;
	}

	/** What may be written, in words. */
	String choices() {
		return this.choices;
	}

	boolean isDay() {
		return this == DAY_OF_MONTH || this == DAY_OF_WEEK;
	}

}
