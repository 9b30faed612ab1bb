package io.workerlifecycle.message;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import io.workerlifecycle.time.TimeSource;

/**
 * When one lane has shown progress. Written by its thread, and by whoever works for it;
 * read by any.
 */
final class LaneProgress {

	private static final long RESTING = Long.MIN_VALUE;

	private final TimeSource time;

	private final AtomicLong shownNanos = new AtomicLong(RESTING);

	LaneProgress(TimeSource time) {
		this.time = time;
	}

	void show() {
		show(this.time.nanoTime());
	}

	/**
	 * Shows progress.
	 * @param nowNanos the time, which may be to come where it is known how long the lane
	 * waits for a message
	 */
	void show(long nowNanos) {
		this.shownNanos.lazySet(nowNanos);
	}

	/** The lane waits on purpose, or has ended. */
	void rest() {
		this.shownNanos.lazySet(RESTING);
	}

	/** How long ago that was; zero while the lane is at rest. */
	Duration idle() {
		long shown = this.shownNanos.get();
		long idleNanos = (shown != RESTING) ? this.time.nanoTime() - shown : 0;
		return (idleNanos > 0) ? Duration.ofNanos(idleNanos) : Duration.ZERO;
	}

}
