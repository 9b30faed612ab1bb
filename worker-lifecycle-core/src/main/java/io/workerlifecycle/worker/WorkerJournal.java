package io.workerlifecycle.worker;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

/**
 * The truth about one worker: one immutable snapshot that moves along legal transitions
 * only. Written on the supervisor's thread, read by anybody.
 */
final class WorkerJournal {

	private static final int HISTORY_SIZE = 20;

	private final SupervisorPorts ports;

	private final WorkerObserver observer;

	/** Written on the supervisor's thread only. */
	private volatile WorkerSnapshot snapshot;

	/** Used on the supervisor's thread only. */
	private long stateSinceNanos;

	WorkerJournal(WorkerDefinition definition, SupervisorPorts ports, WorkerObserver observer) {
		WorkerSettings settings = definition.settings();
		boolean wanted = settings.enabled() && settings.autoStartup();
		this.ports = ports;
		this.observer = observer;
		this.stateSinceNanos = ports.time().nanoTime();
		this.snapshot = new WorkerSnapshot(definition.name(), settings, WorkerState.INITIALIZING,
				wanted ? DesiredState.RUNNING : DesiredState.STOPPED, 0, WorkerCondition.FRESH, WorkerCounts.NONE,
				WorkRecord.NONE, HealthRecord.NONE, null, null, null, List.of());
	}

	WorkerSnapshot current() {
		return this.snapshot;
	}

	WorkerState state() {
		return this.snapshot.state();
	}

	void update(UnaryOperator<WorkerSnapshot> change) {
		this.snapshot = change.apply(this.snapshot);
	}

	void condition(UnaryOperator<WorkerCondition> change) {
		update((current) -> current.with(change.apply(current.condition())));
	}

	/** How the worker is run from now on. */
	void reconfigure(WorkerSettings next) {
		update((current) -> current.with(next));
	}

	/** Changes what is to be said of the worker besides its state, and tells it. */
	void change(UnaryOperator<WorkerCondition> change) {
		WorkerCondition before = this.snapshot.condition();
		condition(change);
		if (!this.snapshot.condition().equals(before)) {
			tell((observer, snapshot) -> observer.conditionChanged(snapshot, before));
		}
	}

	/** The health of the worker was checked; a failure, if there was one. */
	void checked(@Nullable Throwable failure) {
		HealthRecord before = this.snapshot.health();
		Instant now = this.ports.time().now();
		update((current) -> current
			.with((failure != null) ? before.failed(new WorkerFailure(failure, now)) : before.passed(now)));
		tell((observer, snapshot) -> observer.healthChecked(snapshot, before));
	}

	void move(WorkerState next, String reason) {
		WorkerSnapshot before = this.snapshot;
		if (!before.state().canMoveTo(next)) {
			throw new IllegalStateException(
					"Worker '" + before.name() + "' cannot go from " + before.state() + " to " + next + ": " + reason);
		}
		long nowNanos = this.ports.time().nanoTime();
		WorkerTransition transition = new WorkerTransition(before.state(), next, this.ports.time().now(),
				Duration.ofNanos(nowNanos - this.stateSinceNanos), before.incarnation(), reason);
		this.stateSinceNanos = nowNanos;
		this.snapshot = before.moved(transition, append(before.history(), transition));
		tell((observer, snapshot) -> observer.changed(snapshot, transition));
	}

	/** Another life begins, waiting for the named workers. */
	void lifeBegins(List<String> waitingFor) {
		update((current) -> current.withIncarnation(current.incarnation() + 1)
			.with(current.condition().ofNewLife().withWaitingFor(waitingFor))
			.with(current.health().ofNewLife())
			.with(current.counts().started()));
	}

	/** Nothing is alive, or nothing that could be waited for, and nothing will follow. */
	void rest(String reason) {
		condition((condition) -> this.snapshot.abandoned() ? condition : condition.ofNewLife());
		if (state() == WorkerState.INITIALIZING) {
			move(WorkerState.STOPPED, reason);
		}
		else if (state() == WorkerState.ERROR && !this.snapshot.abandoned()) {
			move(WorkerState.STOPPING, reason);
		}
		stopIfStopping(reason);
	}

	void stopIfStopping(String reason) {
		if (state() == WorkerState.STOPPING) {
			update((current) -> current.with(current.counts().stopped()));
			move(WorkerState.STOPPED, reason);
		}
	}

	/** The thread lives on, and nobody waits for it any more. */
	void abandon(String stack) {
		failed(new TimeoutException("did not end in its time to stop; its thread lives on"));
		update((current) -> current.withStack(stack).with(current.condition().over().with(new Prospect.Abandoned())));
		if (state() != WorkerState.ERROR) {
			move(WorkerState.ERROR, "abandoned");
		}
		tell(WorkerObserver::abandoned);
	}

	void failed(Throwable exception) {
		WorkerFailure failure = new WorkerFailure(exception, this.ports.time().now());
		update((current) -> current.with(current.counts().erred()).with(failure));
	}

	void cleanUpFailed(Throwable exception) {
		failed(exception);
		WorkerFailure failure = new WorkerFailure(exception, this.ports.time().now());
		tell((observer, snapshot) -> observer.cleanUpFailed(snapshot, failure));
	}

	void tell(BiConsumer<WorkerObserver, WorkerSnapshot> news) {
		WorkerSnapshot told = this.snapshot;
		this.ports.notices().execute(() -> news.accept(this.observer, told));
	}

	private static List<WorkerTransition> append(List<WorkerTransition> history, WorkerTransition transition) {
		List<WorkerTransition> longer = new ArrayList<>(history);
		longer.add(transition);
		return List.copyOf(longer.subList(Math.max(0, longer.size() - HISTORY_SIZE), longer.size()));
	}

}
