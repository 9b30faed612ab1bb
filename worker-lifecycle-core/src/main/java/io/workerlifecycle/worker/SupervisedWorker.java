package io.workerlifecycle.worker;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What is decided about one worker. Everything here but {@link #snapshot()} and
 * {@link #isActive()} runs on the supervisor's thread, one message after the other, so no
 * two lives can come from a race: a life begins only where {@link #life} is {@code null},
 * and that field has one writer.
 */
final class SupervisedWorker {

	private final WorkerDefinition definition;

	private final SupervisorPorts ports;

	private final WorkerObserver observer;

	private final WorkerJournal journal;

	private final WorkerProgress progress;

	private final Succession succession;

	private final StopEscalation escalation;

	private final StopCallbacks callbacks;

	private final LifeReports reports;

	/** The life whose thread has not ended; an abandoned one stays here until it does. */
	private @Nullable WorkerLife life;

	/** Whether the application, not a person, keeps the worker from running. */
	private boolean suspended;

	/** Whether somebody asked for a new life while one was ending. */
	private boolean startAgain;

	/** Whether there is anything to stop; written on the supervisor's thread. */
	private volatile boolean active;

	SupervisedWorker(WorkerDefinition definition, SupervisorPorts ports, WorkerObserver observer) {
		this.definition = definition;
		this.ports = ports;
		this.observer = observer;
		this.journal = new WorkerJournal(definition, ports, observer);
		this.progress = new WorkerProgress(ports.time());
		this.succession = new Succession(ports, this.journal, observer);
		this.escalation = new StopEscalation(ports, this::interrupting, this::abandon);
		this.callbacks = new StopCallbacks(ports);
		this.reports = new LifeReports(this, ports.mailbox());
	}

	WorkerDefinition definition() {
		return this.definition;
	}

	WorkerSnapshot snapshot() {
		return this.progress.addTo(this.journal.current());
	}

	boolean isActive() {
		return this.active;
	}

	// What the application and people ask for

	void applicationStarts() {
		this.suspended = false;
		beginOrQueue("application starts");
	}

	/**
	 * @param callback told when the worker has ended, or cannot be waited for
	 * @param stopping the thread on which Spring stops its beans
	 */
	void applicationStops(Runnable callback, Thread stopping) {
		this.suspended = true;
		if (this.life != null && this.life.isStopOrigin(stopping)) {
			this.startAgain = false;
			this.callbacks.add(callback);
			leaveToItself(this.life);
		}
		else {
			end("application stops", callback);
		}
	}

	void disable() {
		rest("disabled");
	}

	void applicationCloses() {
		this.suspended = true;
	}

	void start() {
		want(DesiredState.RUNNING);
		beginOrQueue("started");
	}

	void stop(Runnable callback) {
		want(DesiredState.STOPPED);
		end("stopped", callback);
	}

	void restart() {
		want(DesiredState.RUNNING);
		this.startAgain = this.life != null;
		if (this.life != null) {
			endLife(this.life, "restarted");
		}
		else {
			beginOrQueue("restarted");
		}
	}

	void pause(boolean paused) {
		this.journal.condition((condition) -> condition.withPaused(paused));
		if (this.life != null) {
			this.life.control().hold(paused);
		}
	}

	private void want(DesiredState desired) {
		this.succession.reset();
		this.journal.update((current) -> current.with(desired));
	}

	private boolean isWanted() {
		return !this.suspended && this.journal.current().desired() == DesiredState.RUNNING;
	}

	// How a life begins

	private void beginOrQueue(String reason) {
		if (!isWanted()) {
			return;
		}
		if (this.life == null) {
			begin(reason);
			return;
		}
		this.startAgain = !isStartingOrRunning();
		this.active = true;
	}

	private void begin(String reason) {
		this.succession.lifeBegins();
		this.startAgain = false;
		this.escalation.reset();
		this.ports.keepAlive().hold(this);
		this.journal.update((current) -> current.withIncarnation(current.incarnation() + 1)
			.with(current.condition().ofNewLife())
			.with(current.counts().started()));
		WorkerLife begun = new WorkerLife(this.journal.current(), this.definition.worker(), this.progress,
				this.ports.time(), this.reports);
		this.life = begun;
		this.active = true;
		this.progress.heartbeat();
		this.journal.move(WorkerState.STARTING, reason);
		beginThread(begun);
	}

	private void beginThread(WorkerLife begun) {
		try {
			begun.begin(this.ports.threads());
		}
		catch (Throwable ex) {
			// No thread was to be had: this life is over before it began.
			onEnded(begun, ex, "no thread was to be had");
			onFinished(begun, List.of());
		}
	}

	// How a life ends

	private void end(String reason, Runnable callback) {
		this.startAgain = false;
		this.callbacks.add(callback);
		if (this.life == null || this.journal.current().abandoned()) {
			rest(reason);
		}
		else {
			endLife(this.life, reason);
		}
	}

	private void endLife(WorkerLife ending, String reason) {
		if (isStartingOrRunning()) {
			askToStop(ending, reason);
			this.escalation.begin(ending, this.definition.settings().stopTimeout());
		}
	}

	private void askToStop(WorkerLife ending, String reason) {
		this.journal.move(WorkerState.STOPPING, reason);
		ending.control().requestStop();
	}

	private boolean isStartingOrRunning() {
		return this.journal.state() == WorkerState.STARTING || this.journal.state() == WorkerState.RUNNING;
	}

	/** The worker itself stops the application: it ends only when the stop has. */
	private void leaveToItself(WorkerLife origin) {
		if (isStartingOrRunning()) {
			askToStop(origin, "stops the application itself");
		}
		this.escalation.cancel();
		settle();
	}

	private void interrupting(WorkerLife overdue) {
		this.journal.update((current) -> current.withStack(overdue.stack()));
		this.journal.tell(this.observer::interrupted);
	}

	private void abandon(WorkerLife overdue) {
		this.journal.abandon(overdue.stack(), this.definition.settings().stopTimeout());
		settle();
		// A life will follow when the thread ends, so a stop must still find something.
		this.active = isWanted();
	}

	/** Nothing is alive that could be waited for. */
	private void rest(String reason) {
		this.succession.cancel();
		this.journal.rest(reason);
		settle();
	}

	private void settle() {
		this.active = false;
		this.callbacks.fire();
		this.ports.keepAlive().release(this);
	}

	// What a life reports

	boolean onStarted(WorkerLife reporting) {
		if (this.journal.state() != WorkerState.STARTING || reporting != this.life) {
			return false;
		}
		this.journal.condition(WorkerCondition::running);
		this.journal.move(WorkerState.RUNNING, "start-up done");
		return true;
	}

	void onEnded(WorkerLife ending, @Nullable Throwable failure, String reason) {
		boolean asked = ending.control().wasAskedToStop();
		this.escalation.noMoreInterrupts();
		if (this.journal.current().abandoned()) {
			return;
		}
		if (failure != null && !(asked && isObedience(failure))) {
			this.journal.failed(failure);
			this.journal.move(WorkerState.ERROR, reason);
		}
		else if (!asked) {
			this.journal.move(WorkerState.STOPPING, reason);
		}
		this.escalation.begin(ending, this.definition.settings().stopTimeout());
	}

	void onDegraded(WorkerLife reporting, @Nullable String reason) {
		if (reporting == this.life && !this.journal.current().abandoned()) {
			this.journal.condition((condition) -> condition.withDegraded(reason));
		}
	}

	private boolean isObedience(Throwable failure) {
		return failure instanceof InterruptedException || this.escalation.hasInterrupted();
	}

	void onFinished(WorkerLife finished, List<Throwable> cleanUpFailures) {
		this.escalation.cancel();
		this.life = null;
		cleanUpFailures.forEach(this.journal::cleanUpFailed);
		boolean asked = finished.control().wasAskedToStop();
		boolean again = this.startAgain || asked;
		this.journal.condition(WorkerCondition::ofNewLife);
		if (!isWanted()) {
			rest(asked ? "ended as asked" : "ended");
		}
		else if (again) {
			this.journal.stopIfStopping("ended");
			// A start may have overtaken a stop: the life it asked to end has ended.
			this.callbacks.fire();
			begin("started again");
		}
		else {
			follow();
		}
	}

	private void follow() {
		this.journal.stopIfStopping("returned");
		if (this.succession.follow(this::onBackoffOver)) {
			this.active = true;
		}
		else {
			settle();
		}
	}

	private void onBackoffOver() {
		if (!isWanted()) {
			// The application closes; its stop is on the way and finds a worker to stop.
			return;
		}
		this.journal.update((current) -> current.with(current.counts().restarted()));
		begin("restarted after backoff");
	}

}
