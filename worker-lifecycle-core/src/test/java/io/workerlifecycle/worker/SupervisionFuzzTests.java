package io.workerlifecycle.worker;

import java.util.stream.LongStream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Random applications with random failures, delays, commands and stops, each a course of
 * events that its seed names. {@code -Dfuzz.seed=n} runs one alone.
 */
@Timeout(1800)
class SupervisionFuzzTests {

	private static final int SEEDS = 200;

	private static final int SOAK_SEEDS = 10_000;

	@Test
	void whatMustHoldHoldsInTwoHundredCoursesOfEvents() {
		run(SEEDS);
	}

	@Tag("soak")
	@Test
	void whatMustHoldHoldsInTenThousandCoursesOfEvents() {
		run(SOAK_SEEDS);
	}

	@Test
	void seedNamesOneCourseOfEvents() {
		assertThat(new FuzzRun(42).run()).isEqualTo(new FuzzRun(42).run()).isNotEqualTo(new FuzzRun(43).run());
	}

	private static void run(int seeds) {
		Long seed = Long.getLong("fuzz.seed");
		LongStream all = (seed != null) ? LongStream.of(seed) : LongStream.range(0, seeds);
		all.forEach((each) -> new FuzzRun(each).run());
	}

}
