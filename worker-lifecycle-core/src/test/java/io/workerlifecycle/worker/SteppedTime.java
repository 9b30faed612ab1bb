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
 * something else may come first.
 */
final class SteppedTime implements TimeSource {

	private static final Instant ORIGIN = Instant.parse("2026-01-01T00:00:00Z");

	private final PriorityQueue<Entry> entries = new PriorityQueue<>(
			Comparator.comparingLong(Entry::dueNanos).thenComparingLong(Entry::sequence));

	private long nanos;

	private long sequence;

	@Override
	public synchronized Instant now() {
		return ORIGIN.plusNanos(this.nanos);
	}

	@Override
	public synchronized long nanoTime() {
		return this.nanos;
	}

	@Override
	public synchronized Timer schedule(Duration delay, Runnable action) {
		long delayNanos = Math.min(TimeUnit.NANOSECONDS.convert(delay), Long.MAX_VALUE / 2);
		Entry entry = new Entry(this.nanos + Math.max(0, delayNanos), this.sequence++, action);
		this.entries.add(entry);
		return () -> remove(entry);
	}

	synchronized boolean isDue() {
		Entry first = this.entries.peek();
		return first != null && first.dueNanos() <= this.nanos;
	}

	void runDue() {
		Entry first = next();
		if (first != null) {
			first.action().run();
		}
	}

	private synchronized @Nullable Entry next() {
		return this.entries.poll();
	}

	private synchronized void remove(Entry entry) {
		this.entries.remove(entry);
	}

	/** Moves on to the next timer; false if there is none. */
	synchronized boolean moveOn() {
		@Nullable Entry first = this.entries.peek();
		if (first != null) {
			this.nanos = Math.max(this.nanos, first.dueNanos());
		}
		return first != null;
	}

	private record Entry(long dueNanos, long sequence, Runnable action) {
	}

}
