package io.workerlifecycle.worker;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionException;

import org.jspecify.annotations.Nullable;

import org.springframework.test.util.ReflectionTestUtils;

/**
 * What is known of one worker in a run.
 */
final class FuzzedEntry {

	private final FuzzRun run;

	private final WorkerDefinition definition;

	private final WorkerLifecycle lifecycle;

	private final SupervisedWorker supervised;

	private @Nullable FuzzedLife life;

	private @Nullable WorkerTransition lastTransition;

	private WorkerState state = WorkerState.INITIALIZING;

	/** The start of the application in which it was last running. */
	private int runningInStart = -1;

	/** The stop of the application in which it was last asked to stop. */
	private int askedInStop = -1;

	/** Whether it was wanted when the application last started it. */
	private boolean wanted;

	private boolean leftToItself;

	/** How it is to be run. */
	private WorkerSettings settings;

	private Duration longestStopTimeout;

	FuzzedEntry(FuzzRun run, WorkerDefinition definition, WorkerLifecycle lifecycle) {
		this.run = run;
		this.definition = definition;
		this.lifecycle = lifecycle;
		this.supervised = (SupervisedWorker) Objects.requireNonNull(ReflectionTestUtils.getField(lifecycle, "worker"));
		this.settings = this.supervised.settings();
		this.longestStopTimeout = this.settings.stopTimeout();
	}

	String name() {
		return this.definition.name();
	}

	WorkerDefinition definition() {
		return this.definition;
	}

	WorkerSettings settings() {
		return this.settings;
	}

	Duration longestStopTimeout() {
		return this.longestStopTimeout;
	}

	boolean isDisabled() {
		return !this.settings.enabled();
	}

	void reconfigured(WorkerSettings next) {
		this.settings = next;
		if (this.settings.stopTimeout().compareTo(this.longestStopTimeout) > 0) {
			this.longestStopTimeout = this.settings.stopTimeout();
		}
	}

	int phase() {
		return settings().phase();
	}

	List<String> after() {
		return settings().order().after();
	}

	WorkerLifecycle lifecycle() {
		return this.lifecycle;
	}

	FuzzedWorker worker() {
		return (FuzzedWorker) this.definition.worker();
	}

	void askedToStop() {
		this.askedInStop = this.run.ledger.currentStop();
	}

	/** The application's start is about to reach the supervisor. */
	void askedToStart() {
		this.wanted = find().filter((each) -> each.desired() == DesiredState.RUNNING).isPresent();
	}

	boolean wasWanted() {
		return this.wanted;
	}

	boolean wasRunningIn(int start) {
		return this.runningInStart >= start || isRunning(name());
	}

	void leaveToItself() {
		this.leftToItself = true;
	}

	boolean isAlive() {
		return this.life != null && !this.life.isOver();
	}

	/** Whether nobody has to wait for it. */
	boolean isLeftBehind() {
		return this.leftToItself || find().filter(WorkerSnapshot::abandoned).isPresent();
	}

	/** What is known of it, as long as it is there. */
	Optional<WorkerSnapshot> find() {
		return this.run.supervisor.find(name());
	}

	/** Looks at what the supervisor has done with it. */
	void observe() {
		observe(this.supervised.snapshot());
	}

	void begins(FuzzedLife begun) {
		if (isAlive()) {
			this.run.violation("Two lives at once: " + this.life + ", " + begun);
		}
		this.life = begun;
	}

	/** Whether it should be there, is not, and nothing says why. */
	boolean isForgotten() {
		return this.lifecycle.isAutoStartup() && !this.lifecycle.isRunning()
				&& find().filter((each) -> each.desired() == DesiredState.RUNNING)
					.filter((each) -> !each.gaveUp() && !each.completed())
					.isPresent();
	}

	private void observe(WorkerSnapshot snapshot) {
		List<WorkerTransition> history = snapshot.history();
		int known = (this.lastTransition != null) ? history.lastIndexOf(this.lastTransition) : -1;
		history.subList(known + 1, history.size()).forEach(this::moved);
		if (!snapshot.settings().equals(this.settings)) {
			this.run.violation(name() + " is run by " + snapshot.settings() + " instead of " + this.settings);
		}
		if (isDisabled() && snapshot.desired() == DesiredState.RUNNING) {
			this.run.violation(name() + " is disabled, and wanted");
		}
		if (snapshot.state() != this.state) {
			this.run.violation(name() + " is " + snapshot.state() + " after " + this.state);
		}
		if (this.state == WorkerState.RUNNING) {
			// One that goes on from before is running in a new start, too.
			this.runningInStart = this.run.ledger.startAtMost();
		}
		if (isAlive() && !this.lifecycle.isRunning() && !isLeftBehind()) {
			this.run.violation(name() + " is alive, and nobody would stop it");
		}
		WorkerFailure failure = snapshot.lastFailure();
		if (failure != null && failure.exception() instanceof CompletionException) {
			this.run.violation("The supervisor failed " + name() + ": " + failure);
		}
		List<String> waitingFor = snapshot.condition().waitingFor();
		if (!waitingFor.isEmpty() && waitingFor.stream().allMatch(this::isRunning)) {
			this.run.violation(name() + " waits for " + waitingFor + ", which are running");
		}
	}

	private boolean isRunning(String other) {
		return this.run.supervisor.find(other).filter((each) -> each.state() == WorkerState.RUNNING).isPresent();
	}

	private void moved(WorkerTransition transition) {
		this.run.trace(name() + " " + transition.from() + " -> " + transition.to() + ": " + transition.reason());
		if (transition.from() != this.state || !this.state.canMoveTo(transition.to())) {
			this.run.violation(name() + " went from " + this.state + " by " + transition);
		}
		this.lastTransition = transition;
		this.state = transition.to();
		if (this.state == WorkerState.RUNNING) {
			this.runningInStart = this.run.ledger.startAtMost();
		}
		else if (this.state == WorkerState.STOPPING && transition.reason().equals("application stops")) {
			this.run.ledger.othersHaveEnded(this);
		}
	}

	/** Whether another has to wait with its stop until this one has ended. */
	boolean holdsUp(FuzzedEntry needed) {
		return this.askedInStop == this.run.ledger.currentStop() && isAlive() && !isLeftBehind()
				&& (phase() > needed.phase() || after().contains(needed.name()));
	}

	@Override
	public String toString() {
		return name() + " " + this.state + " " + this.life;
	}

}
