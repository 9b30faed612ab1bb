package io.workerlifecycle.worker;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

import org.springframework.context.SmartLifecycle;

/**
 * One worker in the eyes of Spring. Starting and stopping only post a message and wait
 * until it is accepted, never for its effect; a stop calls back exactly once, when the
 * worker has ended or its time is over.
 *
 * @since 0.1.0
 */
public final class WorkerLifecycle implements SmartLifecycle {

	private final WorkerDefinition definition;

	private final SupervisedWorker worker;

	private final Executor mailbox;

	WorkerLifecycle(WorkerDefinition definition, SupervisedWorker worker, Executor mailbox) {
		this.definition = definition;
		this.worker = worker;
		this.mailbox = mailbox;
	}

	@Override
	public void start() {
		CompletableFuture.runAsync(this.worker::applicationStarts, this.mailbox).join();
	}

	/**
	 * Stops the worker and waits for it, however long its stop-timeout is. Called by the
	 * worker itself it does not wait.
	 */
	@Override
	public void stop() {
		CompletableFuture<Void> stopped = new CompletableFuture<>();
		stop(() -> stopped.complete(null));
		stopped.join();
	}

	@Override
	public void stop(Runnable callback) {
		Thread stopping = Thread.currentThread();
		this.mailbox.execute(() -> this.worker.applicationStops(callback, stopping));
	}

	/**
	 * Whether there is anything to stop, a backoff included.
	 */
	@Override
	public boolean isRunning() {
		return this.worker.isActive();
	}

	@Override
	public boolean isAutoStartup() {
		return this.definition.settings().enabled() && this.definition.settings().autoStartup();
	}

	@Override
	public int getPhase() {
		return this.definition.settings().phase();
	}

	@Override
	public String toString() {
		return "worker '" + this.definition.name() + "'";
	}

}
