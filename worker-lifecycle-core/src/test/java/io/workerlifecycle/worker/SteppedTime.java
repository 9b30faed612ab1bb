package io.workerlifecycle.worker;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;

import io.workerlifecycle.time.TimeSource;
import io.workerlifecycle.time.Timer;
import org.jspecify.annotations.Nullable;

/**
 * A time source that leaves it to its driver when a timer that is due runs, so that
 * something else may come first. Driven by one thread; a strand that wakes in the code
 * under test may cancel its timer beside it.
 */
final class SteppedTime implements TimeSource {

	private static final Instant ORIGIN = Instant.parse("2026-01-01T00:00:00Z");

	/** Guarded by itself. */
	private final PriorityQueue<Entry> entries = new PriorityQueue<>(
			Comparator.comparingLong(Entry::dueNanos).thenComparingLong(Entry::sequence));

	private volatile long nanos;

	private long sequence;

	@Override
	public Instant now() {
		return ORIGIN.plusNanos(this.nanos);
	}

	@Override
	public long nanoTime() {
		return this.nanos;
	}

	@Override
	public Timer schedule(Duration delay, Runnable action) {
		long delayNanos = Math.min(TimeUnit.NANOSECONDS.convert(delay), Long.MAX_VALUE / 2);
		synchronized (this.entries) {
			Entry entry = new Entry(this.nanos + Math.max(0, delayNanos), this.sequence++, action);
			this.entries.add(entry);
			return () -> cancel(entry);
		}
	}

	private void cancel(Entry entry) {
		synchronized (this.entries) {
			this.entries.remove(entry);
		}
	}

	private @Nullable Entry first() {
		synchronized (this.entries) {
			return this.entries.peek();
		}
	}

	boolean isDue() {
		Entry first = first();
		return first != null && first.dueNanos() <= this.nanos;
	}

	void runDue() {
		Entry first = first();
		if (first != null) {
			cancel(first);
			first.action().run();
		}
	}

	/** Moves on to the next timer; false if there is none. */
	boolean moveOn() {
		Entry first = first();
		if (first != null) {
			this.nanos = Math.max(this.nanos, first.dueNanos());
		}
		return first != null;
	}

	private record Entry(long dueNanos, long sequence, Runnable action) {
	}

}
