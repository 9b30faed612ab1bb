package io.workerlifecycle.autoconfigure.status;

/**
 * A key of the status file.
 *
 * @since 0.1.0
 */
public enum StatusKey {

	/** The process id of the instance. */
	PID("pid"),

	/** Its {@link ProcessState}. */
	STATE("state"),

	/** The instant at which it got the lock, as in ISO 8601. */
	SINCE("since"),

	/** The status of Spring Boot's health, where that is there. */
	HEALTH("health"),

	/** How many workers are running. */
	WORKERS_RUNNING("workers.running"),

	/** How many workers there are. */
	WORKERS_TOTAL("workers.total"),

	/** The log file, where one is configured. */
	LOG_FILE("log.file"),

	/** The signal that makes it reload, without SIG; none if it takes no such signal. */
	RELOAD_SIGNAL("reload.signal"),

	/** How the latest reload ended. */
	RELOAD_OUTCOME("reload.outcome"),

	/** When it ended, as in ISO 8601. */
	RELOAD_TIME("reload.time"),

	/** Why it was refused. */
	RELOAD_REASON("reload.reason");

	private final String text;

	StatusKey(String text) {
		this.text = text;
	}

	/**
	 * The key as it stands in the file.
	 * @return the text before the equals sign
	 */
	public String text() {
		return this.text;
	}

}
