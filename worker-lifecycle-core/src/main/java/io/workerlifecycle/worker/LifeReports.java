package io.workerlifecycle.worker;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * Carries what a life reports from its own thread to the supervisor's.
 */
final class LifeReports implements LifeOwner {

	private final LifeDirector director;

	private final Executor mailbox;

	LifeReports(LifeDirector director, Executor mailbox) {
		this.director = director;
		this.mailbox = mailbox;
	}

	@Override
	public boolean startedUp(WorkerLife life) {
		StartAnswer answer = ask((future) -> this.director.onStartedUp(life, future));
		if (answer instanceof StartAnswer.Refused refused) {
			throw new FailedHealthCheckException(refused.failure());
		}
		return answer instanceof StartAnswer.GoOn;
	}

	@Override
	public boolean mayRun(WorkerLife life) {
		return ask((future) -> future.complete(this.director.onReady(life)));
	}

	@Override
	public void ended(WorkerLife life, @Nullable Throwable failure, String reason) {
		ask((future) -> {
			this.director.onEnded(life, failure, reason);
			future.complete(true);
		});
	}

	@Override
	public void finished(WorkerLife life, List<Throwable> cleanUpFailures) {
		this.mailbox.execute(() -> this.director.onFinished(life, cleanUpFailures));
	}

	@Override
	public void degraded(WorkerLife life, @Nullable String reason) {
		this.mailbox.execute(() -> this.director.onDegraded(life, reason));
	}

	@Override
	public void failing(WorkerLife life) {
		this.mailbox.execute(() -> this.director.onFailing(life));
	}

	@Override
	public void worksAgain(WorkerLife life, int failures) {
		this.mailbox.execute(() -> this.director.onWorksAgain(life, failures));
	}

	private <A> A ask(Consumer<CompletableFuture<A>> question) {
		CompletableFuture<A> answer = new CompletableFuture<>();
		this.mailbox.execute(() -> {
			try {
				question.accept(answer);
			}
			catch (Throwable ex) {
				answer.completeExceptionally(ex);
			}
		});
		// Join, not get: an interrupt keeps its flag, and the answer is never far.
		return answer.join();
	}

}
