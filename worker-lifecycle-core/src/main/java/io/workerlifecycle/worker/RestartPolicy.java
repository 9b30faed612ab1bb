package io.workerlifecycle.worker;

/**
 * What follows the end of a life that nobody asked for.
 *
 * @since 0.1.0
 */
public enum RestartPolicy {

	/** A new life, whether the work returned or threw. */
	ALWAYS,

	/** A new life after an exception; a normal return means completed. */
	ON_FAILURE,

	/** Nothing: a normal return means completed, an exception is final. */
	NEVER

}
