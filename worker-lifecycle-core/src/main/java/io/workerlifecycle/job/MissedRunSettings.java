package io.workerlifecycle.job;

import java.time.Duration;

/**
 * How a job catches up with firings it missed.
 *
 * @param policy which of them run
 * @param maxRuns how many of them run at most, the latest ones
 * @param maxAge how long ago one may have been due
 * @since 0.1.0
 */
public record MissedRunSettings(MissedRuns policy, int maxRuns, Duration maxAge) {

	/**
	 * What is built in: missed runs are left out.
	 */
	public static final MissedRunSettings STANDARD = new MissedRunSettings(MissedRuns.SKIP, 100, Duration.ofDays(31));

}
