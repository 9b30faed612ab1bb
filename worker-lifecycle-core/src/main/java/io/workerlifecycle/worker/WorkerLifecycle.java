package io.workerlifecycle.worker;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
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

	/**
	 * Starts the worker, and waits for it if it is one to wait for.
	 * @throws WorkerStartException if that is not running in its time
	 */
	@Override
	public void start() {
		if (this.definition.settings().order().awaitRunning()) {
			startAndAwait();
		}
		else {
			CompletableFuture.runAsync(this.worker::applicationStarts, this.mailbox).join();
		}
	}

	private void startAndAwait() {
		CompletableFuture<Boolean> running = new CompletableFuture<>();
		CompletableFuture.runAsync(() -> {
			this.worker.applicationStarts();
			this.worker.holdStart(running);
		}, this.mailbox).exceptionally((ex) -> {
			running.completeExceptionally(ex);
			return null;
		});
		try {
			// Without a limit of its own: Spring interrupts a thread only in such a wait.
			if (!running.get()) {
				throw new WorkerStartException(this.worker.snapshot());
			}
		}
		catch (InterruptedException ex) {
			// Obeyed by the exception. The flag would end Spring's wait for the stops
			// that follow.
			throw WorkerStartException.interrupted(this.worker.snapshot());
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException("The supervisor failed", ex);
		}
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
		WorkerSettings settings = this.worker.snapshot().settings();
		return settings.enabled() && settings.autoStartup();
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
