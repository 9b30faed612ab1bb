package io.workerlifecycle.worker;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;

import io.workerlifecycle.time.TimeSource;
import org.jspecify.annotations.Nullable;

/**
 * What a worker's code says of its own work, over all lives. Written by the worker's
 * threads on their fast path, read by whoever takes a snapshot.
 */
final class WorkerProgress {

	private static final long QUIET_NANOS = Duration.ofSeconds(10).toNanos();

	private final WorkerThreads threads;

	private final TimeSource time;

	private final LongAdder processed = new LongAdder();

	private final LongAdder failed = new LongAdder();

	/** Failures since the last success. */
	private final AtomicInteger failuresInARow = new AtomicInteger();

	/** Written by the worker's thread; any reader sees some recent value. */
	private volatile long lastHeartbeatNanos;

	/** When a success after failures was last worth telling. */
	private volatile long recoveryToldNanos;

	/** Whether the life's own thread waits in its context; written by that thread. */
	private volatile boolean resting;

	/** Written by the worker's thread. */
	private volatile @Nullable WorkerFailure lastFailure;

	WorkerProgress(WorkerThreads threads, TimeSource time) {
		this.threads = threads;
		this.time = time;
		this.lastHeartbeatNanos = time.nanoTime();
		this.recoveryToldNanos = this.lastHeartbeatNanos - QUIET_NANOS;
	}

	void lifeBegins() {
		this.resting = false;
		forgetFailures();
		heartbeat();
	}

	void forgetFailures() {
		this.failuresInARow.set(0);
	}

	void heartbeat() {
		this.lastHeartbeatNanos = this.time.nanoTime();
	}

	/** The life's own thread waits on purpose, which is no lack of progress. */
	boolean rest(BooleanSupplier waiting) {
		this.resting = true;
		try {
			return waiting.getAsBoolean();
		}
		finally {
			heartbeat();
			this.resting = false;
		}
	}

	/**
	 * Counts units of work that went well.
	 * @return how many had failed in a row before them, or 0 if that is not worth telling
	 */
	int recordSuccesses(int count) {
		this.processed.add(count);
		if (count == 0 || this.failuresInARow.get() == 0) {
			return 0;
		}
		heartbeat();
		int failures = this.failuresInARow.getAndSet(0);
		return isWorthTelling() ? failures : 0;
	}

	/** Work that fails now and then would otherwise fill the log. */
	private boolean isWorthTelling() {
		long nowNanos = this.lastHeartbeatNanos;
		boolean worth = nowNanos - this.recoveryToldNanos >= QUIET_NANOS;
		if (worth) {
			this.recoveryToldNanos = nowNanos;
		}
		return worth;
	}

	/**
	 * Counts a unit of work that failed.
	 * @return how many have failed in a row with it
	 */
	int recordFailure(Throwable failure) {
		heartbeat();
		this.failed.increment();
		this.lastFailure = new WorkerFailure(failure, this.time.now());
		return this.failuresInARow.incrementAndGet();
	}

	/** How long ago the worker last showed progress; zero while it rests. */
	Duration idle() {
		if (!this.threads.isEmpty()) {
			return this.threads.idle();
		}
		return this.resting ? Duration.ZERO : Duration.ofNanos(this.time.nanoTime() - this.lastHeartbeatNanos);
	}

	/** Those that work beside the life's own, or with it. */
	WorkerThreads threads() {
		return this.threads;
	}

	WorkerSnapshot addTo(WorkerSnapshot snapshot) {
		WorkerFailure recorded = this.lastFailure;
		WorkerFailure known = snapshot.lastFailure();
		boolean newer = recorded != null && (known == null || recorded.at().isAfter(known.at()));
		WorkerSnapshot counted = snapshot.with(new WorkRecord(this.processed.sum(), this.failed.sum(), idle()));
		return newer ? counted.with(recorded) : counted;
	}

}
