package io.workerlifecycle.worker;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;

import io.workerlifecycle.time.TimeSource;
import org.jspecify.annotations.Nullable;

/**
 * When one thread of a worker has shown progress. Written by that thread, and by whoever
 * works for it; read by any.
 *
 * @since 0.1.0
 */
public final class ThreadProgress {

	private static final long RESTING = Long.MIN_VALUE;

	private final TimeSource time;

	private final AtomicLong shownNanos = new AtomicLong(RESTING);

	private volatile @Nullable Thread thread;

	/**
	 * Makes the progress of one thread.
	 * @param time the clock
	 */
	public ThreadProgress(TimeSource time) {
		this.time = time;
	}

	void begin(Thread working) {
		this.thread = working;
		show();
	}

	/**
	 * Shows progress.
	 */
	public void show() {
		show(this.time.nanoTime());
	}

	/**
	 * Shows progress, without a look at the clock.
	 * @param nowNanos the time, in the nanoseconds of the clock; it may be to come where
	 * it is known how long the thread waits
	 */
	public void show(long nowNanos) {
		this.shownNanos.lazySet(nowNanos);
	}

	/**
	 * The thread waits on purpose, which is no lack of progress, until it shows some
	 * again.
	 */
	public void rest() {
		this.shownNanos.lazySet(RESTING);
	}

	/** How long ago that was; zero while it rests. */
	Duration idle() {
		long shown = this.shownNanos.get();
		long idleNanos = (shown != RESTING) ? this.time.nanoTime() - shown : 0;
		return (idleNanos > 0) ? Duration.ofNanos(idleNanos) : Duration.ZERO;
	}

	/** The thread that has begun. */
	Thread thread() {
		return Objects.requireNonNull(this.thread);
	}

}
