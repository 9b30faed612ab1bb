package io.workerlifecycle.job;

import java.time.Duration;

/**
 * Which missed firings a job makes up for.
 *
 * @param policy what becomes of them
 * @param maxRuns how many are made up for at most, the latest ones
 * @param maxAge how long ago a firing may have been due
 */
record MissedRunSettings(MissedRuns policy, int maxRuns, Duration maxAge) {

	/** Each of them is looked for by itself. */
	static final int MOST_RUNS = 10_000;

	static final MissedRunSettings DEFAULTS = new MissedRunSettings(MissedRuns.SKIP, 100, Duration.ofDays(31));

	MissedRunSettings {
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
