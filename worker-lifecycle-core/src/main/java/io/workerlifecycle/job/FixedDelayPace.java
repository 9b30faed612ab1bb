package io.workerlifecycle.job;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

import io.workerlifecycle.time.TimeSource;
import org.jspecify.annotations.Nullable;

/**
 * Fires an interval after the last execution ended or was refused.
 */
final class FixedDelayPace implements TimedPace {

	private final long intervalNanos;

	private final TimeSource time;

	/** The first firing; an execution by hand must not bring it forward. */
	private final long earliestNanos;

	private final boolean startsWithExecution;

	FixedDelayPace(Duration interval, TimeSource time, JobSettings settings) {
		this.intervalNanos = interval.toNanos();
		this.time = time;
		Duration initialDelay = settings.firing().initialDelay();
		this.earliestNanos = time.nanoTime() + ((initialDelay != null) ? initialDelay : interval).toNanos();
		this.startsWithExecution = settings.firing().runOnStart() && initialDelay == null;
	}

	@Override
	public TimeSource time() {
		return this.time;
	}

	@Override
	public @Nullable Due first() {
		return this.startsWithExecution ? null : new Due.Elapsed(this.earliestNanos);
	}

	@Override
	public @Nullable Due next(Due fired) {
		return null;
	}

	@Override
	public Due afterEnd() {
		long next = this.time.nanoTime() + this.intervalNanos;
		return new Due.Elapsed((next - this.earliestNanos > 0) ? next : this.earliestNanos);
	}

	@Override
	public List<Instant> preview(Due next, int count) {
		return (count > 0) ? List.of(next.instant(this.time).truncatedTo(ChronoUnit.MILLIS)) : List.of();
	}

}
