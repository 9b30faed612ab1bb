package io.workerlifecycle.sample;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

import io.workerlifecycle.worker.WorkerContext;

/**
 * A life of a worker that goes on as long as the test says.
 */
final class ManualWorkerContext implements WorkerContext {

	final AtomicInteger heartbeats = new AtomicInteger();

	final AtomicInteger successes = new AtomicInteger();

	private final List<AutoCloseable> resources = new ArrayList<>();

	private final BooleanSupplier keepRunning;

	private final BooleanSupplier stopRequested;

	ManualWorkerContext(BooleanSupplier keepRunning, BooleanSupplier stopRequested) {
		this.keepRunning = keepRunning;
		this.stopRequested = stopRequested;
	}

	/**
	 * A life that ends when the queue is empty.
	 * @param queue the queue
	 * @return the context
	 */
	static ManualWorkerContext untilEmpty(FindingQueue queue) {
		return new ManualWorkerContext(() -> queue.depth() > 0, () -> false);
	}

	@Override
	public String workerName() {
		return "hasher";
	}

	@Override
	public boolean keepRunning() {
		return this.keepRunning.getAsBoolean();
	}

	@Override
	public boolean isStopRequested() {
		return this.stopRequested.getAsBoolean();
	}

	@Override
	public boolean awaitStop(Duration duration) {
		return isStopRequested();
	}

	@Override
	public void heartbeat() {
		this.heartbeats.incrementAndGet();
	}

	@Override
	public void recordSuccess() {
		this.successes.incrementAndGet();
	}

	@Override
	public void recordFailure(Throwable failure) {
		throw new AssertionError("A bad file is no failure of the worker", failure);
	}

	@Override
	public void degrade(String reason) {
		throw new UnsupportedOperationException();
	}

	@Override
	public void restore() {
		throw new UnsupportedOperationException();
	}

	@Override
	public void closeAtStop(AutoCloseable resource) {
		this.resources.add(resource);
	}

	void close() throws Exception {
		for (AutoCloseable resource : this.resources) {
			resource.close();
		}
	}

}
