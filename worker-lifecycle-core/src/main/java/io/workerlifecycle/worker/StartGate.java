package io.workerlifecycle.worker;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * The way of one life to {@link WorkerState#RUNNING}: its time is limited, and its health
 * is checked on the way. Used on the supervisor's thread only.
 */
final class StartGate {

	private final Watched watched;

	private final HealthWatch health;

	private final Alarm limit;

	/** The life's question whether it may go on, while nobody has answered it. */
	private @Nullable CompletableFuture<StartAnswer> question;

	StartGate(Watched watched, HealthWatch health) {
		this.watched = watched;
		this.health = health;
		this.limit = watched.alarm();
	}

	/**
	 * A life begins. Its time stays what it is now.
	 * @param overdue told that time when it is over
	 */
	void open(Consumer<Duration> overdue) {
		Duration timeout = this.watched.settings().startTimeout();
		this.limit.set(timeout, () -> overdue.accept(timeout));
	}

	/** Start-up hooks have returned: answers after the health check. */
	void ask(CompletableFuture<StartAnswer> asked) {
		if (!this.watched.settings().health().onStart()) {
			asked.complete(new StartAnswer.GoOn());
			return;
		}
		this.question = asked;
		this.health.check((failure) -> answer(asked, failure));
	}

	/** The life is on its way no more: it runs, or it ends. */
	void close() {
		this.limit.cancel();
		if (this.question != null) {
			this.question.complete(new StartAnswer.Ends());
			this.question = null;
		}
	}

	private void answer(CompletableFuture<StartAnswer> asked, @Nullable Throwable failure) {
		if (this.question == asked) {
			this.question = null;
			asked.complete((failure != null) ? new StartAnswer.Refused(failure) : new StartAnswer.GoOn());
		}
	}

}
