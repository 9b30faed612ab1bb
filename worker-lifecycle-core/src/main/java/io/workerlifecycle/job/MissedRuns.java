package io.workerlifecycle.job;

/**
 * What becomes of firings that were due while the process was down or the machine slept.
 *
 * @since 0.1.0
 */
public enum MissedRuns {

	/** They are left out. */
	SKIP,

	/** The latest of them runs, once. */
	RUN_ONCE,

	/** Each of them runs, one after the other, within the bounds of the catch-up. */
	RUN_ALL

}
