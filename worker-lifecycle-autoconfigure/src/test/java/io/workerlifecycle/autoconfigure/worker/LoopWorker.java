package io.workerlifecycle.autoconfigure.worker;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import io.workerlifecycle.worker.Worker;
import io.workerlifecycle.worker.WorkerContext;

/**
 * A worker that lives until it is asked to stop, and counts its lives.
 */
public class LoopWorker implements Worker {

	public final AtomicInteger begun = new AtomicInteger();

	public final AtomicInteger alive = new AtomicInteger();

	public final AtomicInteger mostAlive = new AtomicInteger();

	@Override
	public void onStartup(WorkerContext context) {
		this.begun.incrementAndGet();
		this.mostAlive.accumulateAndGet(this.alive.incrementAndGet(), Math::max);
	}

	@Override
	public void run(WorkerContext context) {
		while (context.keepRunning()) {
			context.awaitStop(Duration.ofHours(1));
		}
	}

	@Override
	public void onShutdown(WorkerContext context) {
		this.alive.decrementAndGet();
	}

}
