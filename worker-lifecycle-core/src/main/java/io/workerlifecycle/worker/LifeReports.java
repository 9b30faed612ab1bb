package io.workerlifecycle.worker;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Carries what a life reports from its own thread to the supervisor's.
 */
final class LifeReports implements LifeOwner {

	private final SupervisedWorker worker;

	private final Executor mailbox;

	LifeReports(SupervisedWorker worker, Executor mailbox) {
		this.worker = worker;
		this.mailbox = mailbox;
	}

	@Override
	public boolean started(WorkerLife life) {
		return ask(() -> this.worker.onStarted(life));
	}

	@Override
	public void ended(WorkerLife life, @Nullable Throwable failure, String reason) {
		ask(() -> {
			this.worker.onEnded(life, failure, reason);
			return true;
		});
	}

	@Override
	public void finished(WorkerLife life, List<Throwable> cleanUpFailures) {
		this.mailbox.execute(() -> this.worker.onFinished(life, cleanUpFailures));
	}

	@Override
	public void degraded(WorkerLife life, @Nullable String reason) {
		this.mailbox.execute(() -> this.worker.onDegraded(life, reason));
	}

	private boolean ask(Supplier<Boolean> question) {
		// Join, not get: an interrupt keeps its flag, and the answer is never far.
		return CompletableFuture.supplyAsync(question, this.mailbox).join();
	}

}
