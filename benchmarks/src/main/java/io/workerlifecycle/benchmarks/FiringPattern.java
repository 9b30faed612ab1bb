package io.workerlifecycle.benchmarks;

import java.time.Instant;

/**
 * How the firings of many jobs are distributed over a second.
 */
enum FiringPattern {

	/** All at once, by the same cron expression. */
	BURST {
		@Override
		long phase(int job, int jobs) {
			return 0;
		}

		@Override
		Rhythm rhythm(Instant first) {
			return new Rhythm.Cron("* * * * * *");
		}
	},

	/** Evenly, at a fixed rate. */
	SPREAD {
		@Override
		long phase(int job, int jobs) {
			return job * (1_000_000_000L / jobs);
		}

		@Override
		Rhythm rhythm(Instant first) {
			return new Rhythm.EachSecond(first);
		}
	};

	/** The nanoseconds of the second at which a job is due. */
	abstract long phase(int job, int jobs);

	abstract Rhythm rhythm(Instant first);

}
