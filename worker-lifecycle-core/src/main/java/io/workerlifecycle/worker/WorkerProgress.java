package io.workerlifecycle.worker;

import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;

import io.workerlifecycle.time.TimeSource;
import org.jspecify.annotations.Nullable;

/**
 * What a worker's code says of its own work, over all lives. Written by the worker's
 * threads on their fast path, read by whoever takes a snapshot.
 */
final class WorkerProgress {

	private final TimeSource time;

	private final LongAdder processed = new LongAdder();

	private final LongAdder failed = new LongAdder();

	/** Written by the worker's thread; any reader sees some recent value. */
	private volatile long lastHeartbeatNanos;

	/** Written by the worker's thread. */
	private volatile @Nullable WorkerFailure lastFailure;

	WorkerProgress(TimeSource time) {
		this.time = time;
		this.lastHeartbeatNanos = time.nanoTime();
	}

	void heartbeat() {
		this.lastHeartbeatNanos = this.time.nanoTime();
	}

	void recordSuccess() {
		heartbeat();
		this.processed.increment();
	}

	void recordFailure(Throwable failure) {
		heartbeat();
		this.failed.increment();
		this.lastFailure = new WorkerFailure(failure, this.time.now());
	}

	WorkerSnapshot addTo(WorkerSnapshot snapshot) {
		WorkerFailure recorded = this.lastFailure;
		WorkerFailure known = snapshot.lastFailure();
		boolean newer = recorded != null && (known == null || recorded.at().isAfter(known.at()));
		Duration idle = Duration.ofNanos(this.time.nanoTime() - this.lastHeartbeatNanos);
		WorkerSnapshot counted = snapshot.with(new WorkRecord(this.processed.sum(), this.failed.sum(), idle));
		return newer ? counted.with(recorded) : counted;
	}

}
