package io.workerlifecycle.shutdown;

/**
 * How something ended in a stop.
 *
 * @since 0.1.0
 */
public enum DrainOutcome {

	/** It ended in good order, within its time. */
	FINISHED,

	/** It threw while it stopped. */
	FAILED,

	/** Its time was over: it was interrupted, and ended. */
	INTERRUPTED,

	/** It did not end in its time: the stop went on without it. */
	ABANDONED,

	/** It stops the application itself, so that nobody can wait for it. */
	NOT_AWAITED

}
