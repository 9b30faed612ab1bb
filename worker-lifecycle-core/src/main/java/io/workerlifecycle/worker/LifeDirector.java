package io.workerlifecycle.worker;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;

import io.workerlifecycle.shutdown.DrainOutcome;
import org.jspecify.annotations.Nullable;

/**
 * Leads the lives of one worker, one at a time: through start-up and work to their end,
 * however that comes. Used on the supervisor's thread only.
 */
final class LifeDirector {

	private final Watched watched;

	private final WorkerJournal journal;

	private final Workforce workforce;

	private final LifeFollower follower;

	private final LifeReports reports;

	private final StartGate gate;

	private final RunningWatch watch;

	private final StopEscalation escalation;

	/** The life whose thread has not ended; an abandoned one stays here until it does. */
	private @Nullable WorkerLife life;

	/** Why that life ends, or will; the first reason counts. */
	private LifeEnd end = LifeEnd.OPEN;

	/** Whether clean-up of the last life threw. */
	private boolean cleanUpFailed;

	LifeDirector(Watched watched, Workforce workforce, LifeFollower follower) {
		HealthWatch health = new HealthWatch(watched);
		this.watched = watched;
		this.journal = watched.journal();
		this.workforce = workforce;
		this.follower = follower;
		this.reports = new LifeReports(this, watched.ports().mailbox());
		this.gate = new StartGate(watched, health);
		this.watch = new RunningWatch(watched, health, this::applyHold, this::onStalled);
		this.escalation = new StopEscalation(watched.ports(), this::interrupting, this::abandon);
	}

	boolean isVacant() {
		return this.life == null;
	}

	boolean isStartingOrRunning() {
		return this.journal.state() == WorkerState.STARTING || this.journal.state() == WorkerState.RUNNING;
	}

	/**
	 * Whether the application is being stopped from the life's own thread.
	 * @param stopping the thread on which Spring stops its beans
	 */
	boolean isStopOrigin(Thread stopping) {
		return this.life != null && this.life.isStopOrigin(stopping);
	}

	// How a life begins

	void begin(String reason) {
		List<String> missing = this.workforce.notYetRunning(this.watched.settings().order().after());
		this.end = LifeEnd.OPEN;
		this.escalation.reset();
		this.watched.progress().lifeBegins();
		this.journal.lifeBegins(missing);
		WorkerLife begun = new WorkerLife(this.watched, this.reports);
		this.life = begun;
		this.journal.move(WorkerState.STARTING, reason);
		this.gate.open((timeout) -> startOverdue(begun, timeout));
		if (missing.isEmpty()) {
			beginThread(begun);
		}
	}

	/** Another worker is running, for which this one may have waited. */
	void othersChanged() {
		if (isWaiting()) {
			List<String> missing = this.workforce.notYetRunning(this.watched.settings().order().after());
			this.journal.change((condition) -> condition.withWaitingFor(missing));
		}
	}

	/** Begins what has waited, unless it still waits for others. */
	void beginUnlessWaiting() {
		WorkerLife waiting = this.life;
		if (waiting != null && isWaiting() && this.journal.current().condition().waitingFor().isEmpty()) {
			beginThread(waiting);
		}
	}

	/** Whether its life has no thread yet. */
	private boolean isWaiting() {
		return this.life != null && !this.life.hasBegun() && this.journal.state() == WorkerState.STARTING;
	}

	private void beginThread(WorkerLife begun) {
		try {
			begun.begin(this.watched.ports().resources().threads());
		}
		catch (Throwable ex) {
			// This life is over before it began; the next one may get a thread.
			onEnded(begun, new IllegalStateException("No thread was to be had", ex), "no thread was to be had");
			onFinished(begun, List.of());
		}
	}

	private void startOverdue(WorkerLife slow, Duration timeout) {
		List<String> missing = this.journal.current().condition().waitingFor();
		String fact = "not RUNNING within the start-timeout of " + timeout.toMillis() + " ms"
				+ (missing.isEmpty() ? "" : ", waiting for " + String.join(", ", missing));
		fail(slow, fact);
	}

	// How a life ends

	/**
	 * Asks the life to end in its time, unless it is ending already: then in that time.
	 */
	void end(String reason) {
		WorkerLife ending = this.life;
		if (ending == null) {
			return;
		}
		if (isStartingOrRunning()) {
			askToStop(ending, reason);
		}
		if (ending.hasBegun()) {
			this.escalation.begin(ending, this.watched.settings().stopTimeout());
		}
		else {
			onFinished(ending, List.of());
		}
	}

	/** The worker itself stops the application: it ends only when the stop has. */
	void leaveToItself() {
		if (this.life != null && isStartingOrRunning()) {
			askToStop(this.life, "stops the application itself");
		}
		this.escalation.cancel();
	}

	private void askToStop(WorkerLife ending, String reason) {
		this.end = LifeEnd.ASKED;
		this.journal.move(WorkerState.STOPPING, reason);
		ending.control().requestStop();
		this.gate.close();
		this.watch.end();
	}

	/** The supervisor has seen enough: the life has failed, and is interrupted. */
	private void fail(WorkerLife failing, String fact) {
		TimeoutException failure = new TimeoutException(fact);
		// Where it stands tells more than who looked.
		failure.setStackTrace(failing.stackTrace());
		this.end = LifeEnd.FAILED;
		this.gate.close();
		this.watch.end();
		this.journal.update((current) -> current.withStack(failing.hasBegun() ? failing.stack() : null));
		this.journal.failed(failure);
		this.journal.move(WorkerState.ERROR, fact);
		failing.control().requestStop();
		if (failing.hasBegun()) {
			this.escalation.interrupt(failing, this.watched.settings().stopTimeout());
		}
		else {
			onFinished(failing, List.of());
		}
	}

	private void interrupting(WorkerLife overdue) {
		this.journal.update((current) -> current.withStack(overdue.stack()));
		this.journal.tell(WorkerObserver::interrupted);
	}

	private void abandon(WorkerLife overdue) {
		this.journal.abandon(overdue.stack());
		this.follower.abandoned();
	}

	/** How the life ended that is just over, in the eyes of who stops the application. */
	DrainOutcome outcome() {
		if (this.escalation.hasInterrupted()) {
			return DrainOutcome.INTERRUPTED;
		}
		boolean failed = this.cleanUpFailed || this.journal.state() == WorkerState.ERROR;
		return failed ? DrainOutcome.FAILED : DrainOutcome.FINISHED;
	}

	// What a life reports

	void onStartedUp(WorkerLife reporting, CompletableFuture<StartAnswer> answer) {
		if (isCurrent(reporting, WorkerState.STARTING)) {
			this.gate.ask(answer);
		}
		else {
			answer.complete(new StartAnswer.Ends());
		}
	}

	boolean onReady(WorkerLife reporting) {
		if (!isCurrent(reporting, WorkerState.STARTING)) {
			return false;
		}
		this.gate.close();
		this.journal.condition(WorkerCondition::running);
		this.journal.move(WorkerState.RUNNING, "start-up done");
		this.watch.begin(reporting);
		this.follower.running();
		return true;
	}

	void onEnded(WorkerLife ending, @Nullable Throwable failure, String reason) {
		this.escalation.noMoreInterrupts();
		this.gate.close();
		this.watch.end();
		if (this.journal.current().abandoned()) {
			return;
		}
		judge(failure, reason);
		this.journal.change(WorkerCondition::over);
		this.escalation.begin(ending, this.watched.settings().stopTimeout());
	}

	private void judge(@Nullable Throwable failure, String reason) {
		if (this.end == LifeEnd.FAILED) {
			return;
		}
		if (failure != null && !(this.end == LifeEnd.ASKED && isObedience(failure))) {
			this.end = (this.end == LifeEnd.ASKED) ? LifeEnd.ASKED : LifeEnd.by(failure);
			this.journal.failed(failure);
			this.journal.move(WorkerState.ERROR, reason);
		}
		else if (this.end == LifeEnd.OPEN) {
			this.journal.move(WorkerState.STOPPING, reason);
		}
	}

	private boolean isObedience(Throwable failure) {
		return failure instanceof InterruptedException || this.escalation.hasInterrupted();
	}

	void onFinished(WorkerLife finished, List<Throwable> cleanUpFailures) {
		this.escalation.cancel();
		this.life = null;
		this.cleanUpFailed = !cleanUpFailures.isEmpty();
		cleanUpFailures.forEach(this.journal::cleanUpFailed);
		this.journal.change(WorkerCondition::ofNewLife);
		this.follower.over(this.end);
	}

	void onDegraded(WorkerLife reporting, @Nullable String reason) {
		if (reporting == this.life && !this.journal.current().abandoned()) {
			this.journal.change((condition) -> condition.withDegraded(reason));
		}
	}

	void onFailing(WorkerLife reporting) {
		if (isCurrent(reporting, WorkerState.RUNNING)) {
			this.watch.failing();
		}
	}

	void onWorksAgain(WorkerLife reporting, int failures) {
		if (isCurrent(reporting, WorkerState.RUNNING)) {
			this.journal.tell((observer, snapshot) -> observer.worksAgain(snapshot, failures));
		}
	}

	private void onStalled(WorkerLife stalled) {
		StallSettings settings = this.watched.settings().stall();
		if (settings.action() == StallAction.RESTART) {
			fail(stalled, "no progress within the stall-timeout of " + settings.timeout().toMillis() + " ms");
		}
	}

	/** Applies to the life whether people or a recovery pause hold the worker. */
	void applyHold() {
		if (this.life != null) {
			WorkerSnapshot current = this.journal.current();
			this.life.control().hold(current.paused() || current.recovering());
		}
	}

	/**
	 * Lets new settings hold for a life that is running. What is under way, a start, a
	 * stop or a pause, keeps the time it has; and one that is about to be stopped is left
	 * alone.
	 */
	void reconfigured() {
		boolean running = this.journal.state() == WorkerState.RUNNING;
		if (this.life != null && running && this.watched.settings().enabled()) {
			this.watch.reconfigured(this.life);
		}
	}

	private boolean isCurrent(WorkerLife reporting, WorkerState state) {
		return reporting == this.life && this.journal.state() == state;
	}

}
