package io.workerlifecycle.shutdown;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;

import io.workerlifecycle.time.TimeSource;
import org.jspecify.annotations.Nullable;

/**
 * The stop of one application: a budget of time that workers and jobs share, counted from
 * the moment the application begins to close, and the entries of its drain report.
 * <p>
 * May be called from any thread; never waits.
 *
 * @since 0.1.0
 */
public final class Shutdown {

	/**
	 * How long something that was interrupted may take to end.
	 */
	public static final Duration GRACE = Duration.ofSeconds(1);

	private final TimeSource time;

	private final Duration budget;

	private final AtomicReference<@Nullable Long> begunNanos = new AtomicReference<>();

	private final ReentrantLock lock = new ReentrantLock();

	/** Guarded by the lock. */
	private final List<DrainEntry> entries = new ArrayList<>();

	/** When the last of the entries ended; guarded by the lock. */
	private long lastEndNanos;

	/**
	 * Creates the stop of an application that has not begun.
	 * @param time where time comes from
	 * @param budget how long everything may take together
	 */
	public Shutdown(TimeSource time, Duration budget) {
		this.time = time;
		this.budget = budget;
	}

	/**
	 * How long everything may take together.
	 * @return the budget
	 */
	public Duration budget() {
		return this.budget;
	}

	/**
	 * The application begins to close: from now on the budget is used up. Only the first
	 * call counts.
	 */
	public void begin() {
		this.begunNanos.compareAndSet(null, this.time.nanoTime());
	}

	/**
	 * Shortens a time to what is left of the budget. Before the application begins to
	 * close nothing is shortened.
	 * @param wanted the time that something would have
	 * @return the time that it has, zero if the budget is used up
	 */
	public Duration clip(Duration wanted) {
		Long begun = this.begunNanos.get();
		if (begun == null) {
			return wanted;
		}
		Duration left = this.budget.minusNanos(this.time.nanoTime() - begun);
		Duration clipped = (wanted.compareTo(left) < 0) ? wanted : left;
		return clipped.isNegative() ? Duration.ZERO : clipped;
	}

	/**
	 * Adds a line to the drain report.
	 * @param entry who ended how
	 */
	public void ended(DrainEntry entry) {
		this.lock.lock();
		try {
			this.entries.add(entry);
			this.lastEndNanos = this.time.nanoTime();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Takes the drain report, so that the next stop begins with an empty one.
	 * @return what ended since the last report, and the time that it took together
	 */
	public DrainReport takeReport() {
		this.lock.lock();
		try {
			DrainReport report = new DrainReport(this.entries, this.budget, took());
			this.entries.clear();
			return report;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Takes the entries of the drain report alone.
	 * @return the entries, in the order in which things ended
	 */
	public List<DrainEntry> takeEntries() {
		return takeReport().entries();
	}

	private @Nullable Duration took() {
		Long begun = this.begunNanos.get();
		if (begun == null) {
			return null;
		}
		long took = this.entries.isEmpty() ? 0 : this.lastEndNanos - begun;
		// What ended before the application began to close cost nothing of the budget.
		return Duration.ofNanos(Math.max(0, took));
	}

}
