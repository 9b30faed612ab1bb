package io.workerlifecycle.job;

/**
 * What becomes of the firings that fell into a time in which nothing could fire, because
 * the process was down or the machine slept.
 *
 * @since 0.1.0
 */
public enum MissedRuns {

	/** They are left out. */
	SKIP,

	/** The job runs once, for the latest of them. */
	RUN_ONCE,

	/** The job runs once for each, the oldest first. */
	RUN_ALL

}
