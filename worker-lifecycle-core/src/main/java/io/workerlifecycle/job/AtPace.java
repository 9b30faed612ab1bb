package io.workerlifecycle.job;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.workerlifecycle.time.TimeSource;
import org.jspecify.annotations.Nullable;

/**
 * Fires once, when the wall clock has reached an instant. An instant that has passed at
 * the start never fires; one within the initial delay fires when that is over.
 */
final class AtPace implements TimedPace {

	private final Instant at;

	private final TimeSource time;

	private final Duration initialDelay;

	AtPace(Instant at, TimeSource time, @Nullable Duration initialDelay) {
		this.at = at;
		this.time = time;
		this.initialDelay = (initialDelay != null) ? initialDelay : Duration.ZERO;
	}

	@Override
	public TimeSource time() {
		return this.time;
	}

	@Override
	public @Nullable Due first() {
		Instant now = this.time.now();
		if (!this.at.isAfter(now)) {
			return null;
		}
		Instant earliest = now.plus(this.initialDelay);
		return new Due.Wall(this.at.isAfter(earliest) ? this.at : earliest);
	}

	@Override
	public @Nullable Due next(Due fired) {
		return null;
	}

	@Override
	public @Nullable Due afterEnd() {
		return null;
	}

	@Override
	public List<Instant> preview(Due next, int count) {
		return (count > 0) ? List.of(next.instant(this.time)) : List.of();
	}

}
