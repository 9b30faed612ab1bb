package io.workerlifecycle.job;

import java.time.Duration;
import java.time.Instant;

import io.workerlifecycle.time.TimeSource;

/**
 * When a job fires next, on the clock that its trigger goes by.
 */
sealed interface Due {

	/** How long until it is due; zero or less when it is. */
	Duration remaining(TimeSource time);

	/** How long to sleep before looking again. */
	Duration nextWait(TimeSource time);

	/** When it is due, by the wall clock. */
	Instant instant(TimeSource time);

	/**
	 * An instant of the wall clock, which drifts and jumps.
	 */
	record Wall(Instant at) implements Due {

		/** So soon a wall clock that was set is noticed, and so little it drifts away. */
		private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

		@Override
		public Duration remaining(TimeSource time) {
			return Duration.between(time.now(), this.at);
		}

		@Override
		public Duration nextWait(TimeSource time) {
			Duration remaining = remaining(time);
			return (remaining.compareTo(LONGEST_WAIT) < 0) ? remaining : LONGEST_WAIT;
		}

		@Override
		public Instant instant(TimeSource time) {
			return this.at;
		}

	}

	/**
	 * A point of the clock that never jumps.
	 */
	record Elapsed(long nanos) implements Due {

		@Override
		public Duration remaining(TimeSource time) {
			return Duration.ofNanos(this.nanos - time.nanoTime());
		}

		@Override
		public Duration nextWait(TimeSource time) {
			return remaining(time);
		}

		@Override
		public Instant instant(TimeSource time) {
			return time.now().plus(remaining(time));
		}

	}

}
