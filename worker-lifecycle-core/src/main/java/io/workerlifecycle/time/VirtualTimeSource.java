package io.workerlifecycle.time;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;

/**
 * A time source that moves only when told, for tests: {@link #advance(Duration)} runs the
 * timers that fall due on the way, in order, on the caller's thread. A timer that
 * schedules another one inside the advanced span sees it run in the same call.
 *
 * @since 0.1.0
 */
public final class VirtualTimeSource implements TimeSource {

	private final ReentrantLock lock = new ReentrantLock();

	private final PriorityQueue<Entry> entries = new PriorityQueue<>(
			Comparator.comparingLong(Entry::dueNanos).thenComparingLong(Entry::sequence));

	private final Instant origin;

	/** Guarded by the lock. */
	private long nanos;

	/** Guarded by the lock. */
	private long wallShiftNanos;

	/** Guarded by the lock. */
	private long sequence;

	/**
	 * Starts at the given instant, with the nanoseconds at zero.
	 * @param origin the first instant
	 */
	public VirtualTimeSource(Instant origin) {
		this.origin = origin;
	}

	@Override
	public Instant now() {
		this.lock.lock();
		try {
			return this.origin.plusNanos(this.nanos + this.wallShiftNanos);
		}
		finally {
			this.lock.unlock();
		}
	}

	@Override
	public long nanoTime() {
		this.lock.lock();
		try {
			return this.nanos;
		}
		finally {
			this.lock.unlock();
		}
	}

	@Override
	public Timer schedule(Duration delay, Runnable action) {
		long nanos = Math.min(TimeUnit.NANOSECONDS.convert(delay), Long.MAX_VALUE / 2);
		this.lock.lock();
		try {
			Entry entry = new Entry(this.nanos + Math.max(0, nanos), this.sequence++, action);
			this.entries.add(entry);
			return () -> remove(entry);
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Moves both clocks forward and runs what falls due.
	 * @param span how far to move
	 */
	public void advance(Duration span) {
		long target = nanoTime() + span.toNanos();
		for (Entry due = next(target); due != null; due = next(target)) {
			due.action().run();
		}
	}

	/**
	 * Lets the wall clock jump, as an administrator or a time server would. Nanoseconds
	 * and timers do not move.
	 * @param shift how far, backwards if negative
	 */
	public void jump(Duration shift) {
		this.lock.lock();
		try {
			this.wallShiftNanos += shift.toNanos();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * How many timers wait.
	 * @return the count
	 */
	public int pendingTimers() {
		this.lock.lock();
		try {
			return this.entries.size();
		}
		finally {
			this.lock.unlock();
		}
	}

	private void remove(Entry entry) {
		this.lock.lock();
		try {
			this.entries.remove(entry);
		}
		finally {
			this.lock.unlock();
		}
	}

	private @Nullable Entry next(long target) {
		this.lock.lock();
		try {
			Entry first = this.entries.peek();
			boolean due = first != null && first.dueNanos() <= target;
			this.nanos = Math.max(this.nanos, (due && first != null) ? first.dueNanos() : target);
			return due ? this.entries.poll() : null;
		}
		finally {
			this.lock.unlock();
		}
	}

	private record Entry(long dueNanos, long sequence, Runnable action) {
	}

}
