package io.workerlifecycle.job;

/**
 * What can be said of a job, in its annotation or in properties.
 *
 * @since 0.1.0
 */
public enum JobAttribute {

	/** The cron expression. */
	CRON("cron"),

	/** The time between two starts. */
	FIXED_RATE("fixedRate"),

	/** The time between an end and a start. */
	FIXED_DELAY("fixedDelay"),

	/** The moment to fire at, once. */
	AT("at"),

	/** The trigger that code of the application brings. */
	TRIGGER("trigger"),

	/** The zone whose local time the trigger speaks of. */
	ZONE("zone"),

	/** What becomes of a local time that a day does not have. */
	ON_DST_GAP("onDstGap"),

	/** What becomes of a local time that a day has twice. */
	ON_DST_REPEAT("onDstRepeat"),

	/** The time before the first firing. */
	INITIAL_DELAY("initialDelay"),

	/** How long firings are delayed at random. */
	JITTER("jitter"),

	/** Whether to fire at start. */
	RUN_ON_START("runOnStart"),

	/** What becomes of a firing while an execution runs. */
	OVERLAP("overlap"),

	/** What becomes of missed firings. */
	MISSED_RUNS("missedRuns"),

	/** How many missed firings are made up for. */
	CATCH_UP_MAX_RUNS("catchUp.maxRuns"),

	/** How old a missed firing may be. */
	CATCH_UP_MAX_AGE("catchUp.maxAge"),

	/** The time an execution may take. */
	TIMEOUT("timeout"),

	/** The number of attempts after the first. */
	RETRY_MAX_RETRIES("retry.maxRetries"),

	/** The time before the second attempt. */
	RETRY_DELAY("retry.delay"),

	/** By what the delay grows. */
	RETRY_MULTIPLIER("retry.multiplier"),

	/** The longest delay. */
	RETRY_MAX_DELAY("retry.maxDelay"),

	/** By how much a delay may differ. */
	RETRY_JITTER("retry.jitter"),

	/** Whether to fire at all. */
	ENABLED("enabled"),

	/** The time an execution has to end when the application stops. */
	STOP_TIMEOUT("stopTimeout"),

	/** Whether the application is unwell without the job. */
	CRITICAL("critical"),

	/** How late the begin of an execution may be. */
	OVERDUE_AFTER("overdueAfter"),

	/** How many executions are kept. */
	HISTORY_SIZE("historySize"),

	/** What the job does. */
	DESCRIPTION("description");

	private final String key;

	JobAttribute(String key) {
		this.key = key;
	}

	/**
	 * The name as the annotation has it.
	 * @return the name in camel case
	 */
	public String key() {
		return this.key;
	}

	boolean isTrigger() {
		return this.compareTo(TRIGGER) <= 0;
	}

}
