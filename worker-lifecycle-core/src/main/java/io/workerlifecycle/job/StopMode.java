package io.workerlifecycle.job;

/**
 * What the removal of a job does about an execution under way. Either way it takes no
 * longer than the stop-timeout of the job.
 *
 * @since 0.1.0
 */
public enum StopMode {

	/** It is waited for. */
	WAIT,

	/** It is interrupted, and waited for. */
	INTERRUPT

}
