package io.workerlifecycle.job;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;

import io.workerlifecycle.time.TimeSource;
import org.jspecify.annotations.Nullable;

/**
 * Fires in equal intervals from the start. Firings that a late clock slept through are
 * left out; those after them keep the beat.
 */
final class FixedRatePace implements TimedPace {

	private final long intervalNanos;

	private final TimeSource time;

	private final @Nullable Duration initialDelay;

	FixedRatePace(Duration interval, TimeSource time, @Nullable Duration initialDelay) {
		this.intervalNanos = interval.toNanos();
		this.time = time;
		this.initialDelay = initialDelay;
	}

	@Override
	public TimeSource time() {
		return this.time;
	}

	@Override
	public Due first() {
		long wait = (this.initialDelay != null) ? this.initialDelay.toNanos() : this.intervalNanos;
		return new Due.Elapsed(this.time.nanoTime() + wait);
	}

	@Override
	public @Nullable Due next(Due fired) {
		long due = (fired instanceof Due.Elapsed elapsed) ? elapsed.nanos() : this.time.nanoTime();
		long missed = Math.max(0, this.time.nanoTime() - due) / this.intervalNanos;
		return new Due.Elapsed(due + (missed + 1) * this.intervalNanos);
	}

	@Override
	public @Nullable Due afterEnd() {
		return null;
	}

	@Override
	public List<Instant> preview(Due next, int count) {
		return Stream
			.iterate(next.instant(this.time).truncatedTo(ChronoUnit.MILLIS),
					(instant) -> instant.plusNanos(this.intervalNanos))
			.limit(count)
			.toList();
	}

}
