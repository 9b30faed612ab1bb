package io.workerlifecycle.job;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.workerlifecycle.time.TimeSource;

/**
 * Fires when the wall clock says so. Firings that a late clock slept through are left
 * out.
 */
final class CronPace implements Pace {

	private final SharedCron cron;

	private final TimeSource time;

	private final @Nullable Duration initialDelay;

	CronPace(SharedCron cron, TimeSource time, @Nullable Duration initialDelay) {
		this.cron = cron;
		this.time = time;
		this.initialDelay = initialDelay;
	}

	@Override
	public @Nullable Due first() {
		Instant now = this.time.now();
		// A firing at the very end of the initial delay is not before it.
		return after((this.initialDelay != null) ? now.plus(this.initialDelay).minusNanos(1) : now);
	}

	@Override
	public @Nullable Due next(Due fired) {
		Instant due = fired.instant(this.time);
		Instant now = this.time.now();
		return after(now.isAfter(due) ? now : due);
	}

	@Override
	public @Nullable Due afterEnd() {
		return null;
	}

	@Override
	public List<Instant> preview(Due next, int count) {
		return Stream.iterate(next.instant(this.time), Objects::nonNull, this.cron::next).limit(count).toList();
	}

	private @Nullable Due after(Instant instant) {
		Instant next = this.cron.next(instant);
		return (next != null) ? new Due.Wall(next) : null;
	}

}
