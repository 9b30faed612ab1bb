package io.workerlifecycle.job;

import java.util.stream.LongStream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Many threads that do anything to a few jobs at once. {@code -Dfuzz.seed=n} runs one
 * alone; a seed names what the threads do, not how they meet.
 */
@Timeout(1800)
class JobFuzzTests {

	private static final int SEEDS = 6;

	private static final int SOAK_SEEDS = 500;

	@Test
	void whatMustHoldOfJobsHoldsUnderSixtyFourThreads() throws Exception {
		run(SEEDS);
	}

	@Tag("soak")
	@Test
	void whatMustHoldOfJobsHoldsInManyRounds() throws Exception {
		run(SOAK_SEEDS);
	}

	private static void run(int seeds) throws Exception {
		Long seed = Long.getLong("fuzz.seed");
		for (long each : (seed != null) ? new long[] { seed } : LongStream.range(0, seeds).toArray()) {
			new JobFuzzRun(each).run();
		}
	}

}
