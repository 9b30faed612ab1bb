package io.workerlifecycle.job;

/**
 * What the last executions say about a job.
 *
 * @since 0.1.0
 */
public enum JobHealth {

	/** The last execution that went to its end was a success. */
	OK,

	/** The last execution that went to its end was an error. */
	FAILING,

	/** There was no such execution since the application started. */
	NEVER_RUN

}
