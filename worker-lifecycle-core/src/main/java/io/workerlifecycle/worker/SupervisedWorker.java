package io.workerlifecycle.worker;

import java.util.concurrent.CompletableFuture;

import io.workerlifecycle.shutdown.DrainOutcome;

/**
 * What is decided about one worker. Everything but {@link #definition()},
 * {@link #snapshot()}, {@link #isActive()} and {@link #isRemoved()} runs on the
 * supervisor's thread, one message after the other, so no two lives can come from a race:
 * a life begins only where none is.
 */
final class SupervisedWorker implements LifeFollower {

	private final WorkerDefinition definition;

	private final Workforce workforce;

	private final WorkerJournal journal;

	private final WorkerProgress progress;

	private final Succession succession;

	private final LifeDirector director;

	private final Waiters waiters;

	private final Demand demand;

	private final Activity activity;

	private final Membership membership = new Membership();

	/** Whether somebody asked for a new life while one was ending. */
	private boolean startAgain;

	SupervisedWorker(WorkerDefinition definition, SupervisorPorts ports, WorkerObserver observer, Workforce workforce) {
		this.definition = definition;
		this.workforce = workforce;
		this.journal = new WorkerJournal(definition, ports, observer);
		this.progress = new WorkerProgress(threads(definition.worker()), ports.time());
		Watched watched = new Watched(definition, ports, this.journal, this.progress);
		this.succession = new Succession(ports, this.journal);
		this.director = new LifeDirector(watched, workforce, this);
		this.waiters = new Waiters(watched);
		this.activity = new Activity(watched);
		this.demand = new Demand(this.journal);
	}

	private static WorkerThreads threads(Worker worker) {
		return (worker instanceof MultiThreadedWorker many) ? many.threads() : new WorkerThreads();
	}

	WorkerDefinition definition() {
		return this.definition;
	}

	/** How it is run at present. */
	WorkerSettings settings() {
		return this.journal.current().settings();
	}

	WorkerSnapshot snapshot() {
		return this.progress.addTo(this.journal.current());
	}

	boolean isActive() {
		return this.activity.isActive();
	}

	boolean isRemoved() {
		return this.membership.isOver();
	}

	/** Whether the application stops it, and it has not ended. */
	boolean isStopping() {
		return isActive() && this.demand.isSuspended();
	}

	// What the application asks for

	void applicationStarts() {
		this.demand.release();
		if (this.waiters.isDeferred()) {
			this.waiters.overtaken();
		}
		goOnInAnotherStart();
		othersChanged();
		beginOrQueue("application starts");
	}

	/**
	 * A start of the application begins, and will come to this worker, or passes it by.
	 */
	void anotherStartBegins() {
		this.demand.startBegins();
		goOnInAnotherStart();
	}

	/** A worker that goes on from before is running in that start, too. */
	private void goOnInAnotherStart() {
		if (!this.demand.isSuspended() && this.journal.state() == WorkerState.RUNNING) {
			running();
		}
	}

	/**
	 * Tells somebody who waits for the worker to be running. One that people have stopped
	 * need not be.
	 * @param running completed with whether it is as it should be
	 */
	void holdStart(CompletableFuture<Boolean> running) {
		this.waiters.awaitRunning(running);
		if (!this.demand.isWanted() || this.journal.state() == WorkerState.RUNNING) {
			this.waiters.tellStart(true);
		}
		else if (!isActive()) {
			this.waiters.tellStart(false);
		}
	}

	/**
	 * @param callback told when the worker has ended, or cannot be waited for
	 * @param stopping the thread on which Spring stops its beans
	 */
	void applicationStops(Runnable callback, Thread stopping) {
		this.demand.suspend();
		this.waiters.awaitStop(callback);
		if (isActive()) {
			this.waiters.noteStop();
		}
		if (this.director.isStopOrigin(stopping)) {
			this.startAgain = false;
			this.director.leaveToItself();
			settle(DrainOutcome.NOT_AWAITED);
		}
		else if (isActive() && this.workforce.isNeeded(this)) {
			this.waiters.defer(true);
		}
		else {
			end("application stops");
		}
		this.waiters.tellStart(false);
	}

	/** One that needed this worker has ended. */
	void dependentEnded() {
		if (this.waiters.isDeferred() && !this.workforce.isNeeded(this)) {
			end("application stops");
		}
	}

	/** Another worker is running, for which this one may have waited. */
	void othersChanged() {
		this.director.othersChanged();
		if (this.demand.isWanted()) {
			this.director.beginUnlessWaiting();
		}
	}

	void applicationCloses() {
		this.demand.suspend();
	}

	/** It has its place among the life cycles. */
	void place() {
		this.membership.place();
		if (isRemoved()) {
			end("removed");
		}
	}

	/** It may be started from now on. */
	void admit() {
		this.demand.release();
	}

	// What its settings ask for

	/** Lets other settings hold from now on. What is under way keeps the time it has. */
	void reconfigure(WorkerSettings next) {
		this.journal.reconfigure(next);
		this.succession.reconfigure(next.restart());
		this.demand.settingsChanged();
		this.director.reconfigured();
	}

	/** It was enabled while its application runs. */
	void enable() {
		beginOrQueue("enabled");
	}

	/** It is stopped if it is disabled, and still so. */
	void disable() {
		if (!this.demand.isEnabled()) {
			this.succession.reset();
			end("disabled");
		}
	}

	// What people ask for

	void start() {
		want(DesiredState.RUNNING);
		beginOrQueue("started");
	}

	void stop() {
		want(DesiredState.STOPPED);
		end("stopped");
	}

	void restart() {
		want(DesiredState.RUNNING);
		if (this.director.isVacant() || this.journal.current().abandoned()) {
			beginOrQueue("restarted");
		}
		else {
			this.startAgain = true;
			this.director.end("restarted");
		}
	}

	void pause(boolean paused) {
		this.journal.change((condition) -> condition.withPaused(paused));
		this.director.applyHold();
	}

	void remove() {
		this.membership.end();
		want(DesiredState.STOPPED);
		end("removed");
	}

	/** One that is removed stays unwanted, also for a start that was on its way. */
	private void want(DesiredState desired) {
		this.succession.reset();
		this.demand.ask(isRemoved() ? DesiredState.STOPPED : desired);
	}

	// How lives begin and end

	private void beginOrQueue(String reason) {
		if (!this.demand.isWanted()) {
			return;
		}
		if (this.director.isVacant()) {
			begin(reason);
			return;
		}
		this.startAgain = !this.director.isStartingOrRunning();
		this.activity.begin();
	}

	private void begin(String reason) {
		this.succession.lifeBegins();
		this.startAgain = false;
		this.activity.begin();
		this.director.begin(reason);
	}

	private void end(String reason) {
		this.startAgain = false;
		this.waiters.defer(false);
		if (this.director.isVacant()) {
			rest(reason, DrainOutcome.FINISHED);
		}
		else if (this.journal.current().abandoned()) {
			rest(reason, DrainOutcome.ABANDONED);
		}
		else {
			this.director.end(reason);
		}
	}

	/** Nothing is alive that could be waited for. */
	private void rest(String reason, DrainOutcome outcome) {
		this.succession.cancel();
		this.journal.rest(reason);
		settle(outcome);
	}

	private void settle(DrainOutcome outcome) {
		this.activity.end();
		answer(outcome);
		this.activity.release();
		if (this.director.isVacant()) {
			this.membership.leave(() -> this.workforce.dismiss(this, () -> this.journal.tell(WorkerObserver::removed)));
		}
	}

	private void answer(DrainOutcome outcome) {
		this.waiters.answer(outcome);
		this.workforce.tellNeeded(this);
	}

	// What becomes of lives

	@Override
	public void running() {
		this.waiters.tellStart(true);
		this.workforce.running(this);
	}

	@Override
	public void abandoned() {
		if (this.demand.isWanted()) {
			// A life will follow when the thread ends: a stop must still find something,
			// and the process must last until then.
			answer(DrainOutcome.ABANDONED);
		}
		else {
			settle(DrainOutcome.ABANDONED);
		}
	}

	@Override
	public void over(LifeEnd end) {
		if (!this.demand.isWanted()) {
			rest((end == LifeEnd.ASKED) ? "ended as asked" : "ended", this.director.outcome());
		}
		else if (this.startAgain || end == LifeEnd.ASKED) {
			this.journal.stopIfStopping("ended");
			this.waiters.overtaken();
			begin("started again");
		}
		else {
			follow(end);
		}
	}

	private void follow(LifeEnd end) {
		this.journal.stopIfStopping("returned");
		if (end == LifeEnd.FATAL) {
			this.succession.giveUp();
		}
		else if (this.succession.follow(this::onBackoffOver)) {
			this.activity.begin();
			return;
		}
		settle(this.director.outcome());
	}

	private void onBackoffOver() {
		if (!this.demand.isWanted()) {
			// The application closes; its stop is on the way and finds a worker to stop.
			return;
		}
		this.journal.update((current) -> current.with(current.counts().restarted()));
		begin("restarted after backoff");
	}

}
