package io.workerlifecycle.job;

import java.time.Duration;

/**
 * How a job catches up with firings it missed.
 *
 * @param policy which of them run
 * @param maxRuns how many of them run at most, the latest ones; at least 1
 * @param maxAge how long ago one may have been due
 * @since 0.1.0
 */
public record MissedRunSettings(MissedRuns policy, int maxRuns, Duration maxAge) {

	/** Each of them is looked for by itself. */
	private static final int MOST_RUNS = 10_000;

	/**
	 * What is built in: missed runs are left out.
	 */
	public static final MissedRunSettings STANDARD = new MissedRunSettings(MissedRuns.SKIP, 100, Duration.ofDays(31));

	/**
	 * Refuses bounds that leave nothing, or too much.
	 */
	public MissedRunSettings {
		if (maxRuns < 1 || maxRuns > MOST_RUNS) {
			throw new IllegalArgumentException("max-runs is " + maxRuns + ", but it is from 1 to " + MOST_RUNS);
		}
		if (maxAge.isNegative() || maxAge.isZero()) {
			throw new IllegalArgumentException("max-age is " + maxAge + ", but it is longer than zero");
		}
	}

	/** How many firings can be made up for at most. */
	int limit() {
		return switch (this.policy) {
			case SKIP -> 0;
			case RUN_ONCE -> 1;
			case RUN_ALL -> this.maxRuns;
		};
	}

}
