package io.workerlifecycle.benchmarks;

import java.time.Duration;
import java.time.Instant;

/**
 * When a job of a benchmark fires.
 */
sealed interface Rhythm {

	/** By a cron expression of Spring's, in the zone of the JVM. */
	record Cron(String expression) implements Rhythm {
	}

	/** Once a second, from an instant on. */
	record EachSecond(Instant first) implements Rhythm {

		static final Duration INTERVAL = Duration.ofSeconds(1);

	}

}
