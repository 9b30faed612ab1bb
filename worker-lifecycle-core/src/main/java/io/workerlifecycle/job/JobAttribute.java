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

	/** Whether to fire at all. */
	ENABLED("enabled"),

	/** The time an execution has to end when the application stops. */
	STOP_TIMEOUT("stopTimeout"),

	/** Whether the application is unwell without the job. */
	CRITICAL("critical"),

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
		return this == CRON || this == FIXED_RATE || this == FIXED_DELAY || this == AT;
	}

}
