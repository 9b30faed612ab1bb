package io.workerlifecycle.job;

/**
 * How an execution of a job ended.
 *
 * @since 0.1.0
 */
public enum JobOutcome {

	/** The method returned. */
	SUCCESS,

	/** The method threw. */
	ERROR,

	/** The method threw after it was interrupted by a stop. */
	CANCELLED

}
