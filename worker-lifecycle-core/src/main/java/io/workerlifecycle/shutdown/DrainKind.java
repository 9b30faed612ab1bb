package io.workerlifecycle.shutdown;

/**
 * What a stop ends.
 *
 * @since 0.1.0
 */
public enum DrainKind {

	/** A worker. */
	WORKER,

	/** An execution of a job. */
	JOB

}
