package io.workerlifecycle.worker;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/**
 * Looks whether a running worker makes progress. One that waits in a method of its
 * {@link WorkerContext} is at rest, which is no stall. Used on the supervisor's thread
 * only.
 */
final class StallWatch {

	/** How often a stalled worker is looked at, for whether it has come back. */
	private static final Duration PACE = Duration.ofSeconds(1);

	private final Watched watched;

	private final Consumer<WorkerLife> stalled;

	private final Alarm next;

	/**
	 * Creates what looks at one worker.
	 * @param stalled told once of each stall, after everybody else, and again when other
	 * settings hold
	 */
	StallWatch(Watched watched, Consumer<WorkerLife> stalled) {
		this.watched = watched;
		this.stalled = stalled;
		this.next = watched.alarm();
	}

	void begin(WorkerLife life) {
		// A slow start is no lack of progress.
		this.watched.progress().heartbeat();
		if (settings().enabled()) {
			this.next.set(settings().timeout(), () -> look(life));
		}
	}

	/** Other settings hold, for a stall that is known as well. */
	void reconfigured(WorkerLife life) {
		if (!settings().enabled()) {
			end();
			this.watched.journal().change((condition) -> condition.withStalledSince(null));
			return;
		}
		boolean known = this.watched.journal().current().stalled();
		look(life);
		if (known && this.watched.journal().current().stalled()) {
			this.stalled.accept(life);
		}
	}

	void end() {
		this.next.cancel();
	}

	private StallSettings settings() {
		return this.watched.settings().stall();
	}

	private void look(WorkerLife life) {
		Duration idle = this.watched.progress().idle();
		Duration left = settings().timeout().minus(idle);
		if (left.compareTo(Duration.ZERO) > 0) {
			this.watched.journal().change((condition) -> condition.withStalledSince(null));
			this.next.set(left, () -> look(life));
			return;
		}
		this.next.set((PACE.compareTo(settings().timeout()) < 0) ? PACE : settings().timeout(), () -> look(life));
		if (!this.watched.journal().current().stalled()) {
			stalled(life, this.watched.time().now().minus(idle));
		}
	}

	private void stalled(WorkerLife life, Instant since) {
		WorkerJournal journal = this.watched.journal();
		journal.update((current) -> current.withStack(life.stack()));
		journal.change((condition) -> condition.withStalledSince(since));
		journal.tell(WorkerObserver::stalled);
		this.stalled.accept(life);
	}

}
