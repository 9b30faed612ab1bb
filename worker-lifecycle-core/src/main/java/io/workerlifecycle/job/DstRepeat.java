package io.workerlifecycle.job;

/**
 * What becomes of a cron job's local time that a day has twice, because the clocks of the
 * zone are set back over it.
 *
 * @since 0.1.0
 */
public enum DstRepeat {

	/** The job fires the first time only. */
	ONCE,

	/** The job fires both times. */
	TWICE

}
