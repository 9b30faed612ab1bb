package io.workerlifecycle.job;

/**
 * What becomes of a cron job's local time that a day does not have, because the clocks of
 * the zone are set forward over it.
 *
 * @since 0.1.0
 */
public enum DstGap {

	/** The job does not fire for it. */
	SKIP,

	/**
	 * The job fires when the gap ends: once, however many of its times are in the gap.
	 */
	RUN_AFTER

}
