package io.workerlifecycle.job;

/**
 * What becomes of a firing while an execution of the same job runs.
 *
 * @since 0.1.0
 */
public enum Overlap {

	/** It is refused. */
	SKIP,

	/** It waits until the execution has ended; one waits at most, others are refused. */
	QUEUE_ONE,

	/**
	 * The execution is cancelled, and the firing waits until it has returned. A newer
	 * firing takes the place of one that waits.
	 */
	CANCEL_RUNNING,

	/** It runs beside the execution. */
	ALLOW

}
