package io.workerlifecycle.job;

/**
 * How a job is.
 *
 * @since 0.1.0
 */
public enum JobHealth {

	/** The last execution that went to its end was a success. */
	OK,

	/** The last execution that went to its end was no success. */
	FAILING,

	/** A firing was due some time ago, and no execution has begun since. */
	OVERDUE,

	/** An execution goes on though it was interrupted long ago. */
	STUCK,

	/** It is paused. */
	PAUSED,

	/** There was no execution since the application started. */
	NEVER_RUN;

	/**
	 * Whether something is wrong with the job.
	 * @return true where somebody should look
	 */
	public boolean isTrouble() {
		return this == FAILING || this == OVERDUE || this == STUCK;
	}

}
