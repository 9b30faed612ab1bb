package io.workerlifecycle.worker;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

import io.workerlifecycle.time.Timer;
import org.jspecify.annotations.Nullable;

/**
 * What is decided about one worker. Everything here but {@link #snapshot()},
 * {@link #isActive()} and the {@link LifeOwner} calls runs on the supervisor's thread,
 * one message after the other, so no two lives can come from a race: a life begins only
 * where {@link #life} is {@code null}, and that field has one writer.
 */
final class SupervisedWorker implements LifeOwner {

	private final WorkerDefinition definition;

	private final SupervisorPorts ports;

	private final WorkerObserver observer;

	private final WorkerJournal journal;

	private final WorkerProgress progress;

	private final RestartPlan plan;

	private final StopEscalation escalation;

	private final StopCallbacks callbacks;

	/** The life whose thread has not ended; an abandoned one stays here until it does. */
	private @Nullable WorkerLife life;

	private @Nullable Timer backoff;

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
		this.plan = new RestartPlan(definition.settings().restart(), ports.time());
		this.escalation = new StopEscalation(ports, this::interrupting, this::abandon);
		this.callbacks = new StopCallbacks(ports);
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

	void applicationStops(Runnable callback) {
		this.suspended = true;
		end("application stops", callback);
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
		this.plan.reset();
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
		WorkerState state = this.journal.state();
		this.startAgain = state != WorkerState.STARTING && state != WorkerState.RUNNING;
	}

	private void begin(String reason) {
		cancelBackoff();
		this.startAgain = false;
		this.escalation.reset();
		this.ports.keepAlive().hold(this);
		this.journal.update((current) -> current.withIncarnation(current.incarnation() + 1)
			.with(current.condition().ofNewLife())
			.with(current.counts().started()));
		WorkerLife begun = new WorkerLife(this.journal.current(), this.definition.worker(), this.progress,
				this.ports.time(), this);
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
			onEnded(begun, ex);
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
		WorkerState state = this.journal.state();
		if (state == WorkerState.STARTING || state == WorkerState.RUNNING) {
			this.journal.move(WorkerState.STOPPING, reason);
			ending.control().requestStop();
			this.escalation.begin(ending, this.definition.settings().stopTimeout());
		}
	}

	private void interrupting(WorkerLife overdue) {
		this.journal.update((current) -> current.withStack(overdue.stack()));
		this.journal.tell(this.observer::interrupted);
	}

	private void abandon(WorkerLife overdue) {
		String stack = overdue.stack();
		this.journal.failed(new TimeoutException("did not end within "
				+ this.definition.settings().stopTimeout().toMillis() + " ms; its thread lives on"));
		this.journal.update((current) -> current.withStack(stack).with(current.condition().left()));
		if (this.journal.state() != WorkerState.ERROR) {
			this.journal.move(WorkerState.ERROR, "abandoned");
		}
		settle();
	}

	/** Nothing is alive that could be waited for. */
	private void rest(String reason) {
		cancelBackoff();
		this.journal.condition((condition) -> condition.abandoned() ? condition : condition.atRest());
		WorkerState state = this.journal.state();
		if (state == WorkerState.INITIALIZING) {
			this.journal.move(WorkerState.STOPPED, reason);
		}
		else if (state == WorkerState.ERROR && !this.journal.current().abandoned()) {
			this.journal.move(WorkerState.STOPPING, reason);
		}
		if (this.journal.state() == WorkerState.STOPPING) {
			reachStopped(reason);
		}
		settle();
	}

	private void reachStopped(String reason) {
		this.journal.update((current) -> current.with(current.counts().stopped()));
		this.journal.move(WorkerState.STOPPED, reason);
	}

	private void settle() {
		this.active = false;
		this.callbacks.fire();
		this.ports.keepAlive().release(this);
	}

	// What a life reports, from its own thread

	@Override
	public boolean started(WorkerLife reporting) {
		return ask(() -> onStarted(reporting));
	}

	@Override
	public void ended(WorkerLife reporting, @Nullable Throwable failure) {
		ask(() -> {
			onEnded(reporting, failure);
			return true;
		});
	}

	@Override
	public void finished(WorkerLife reporting, List<Throwable> cleanUpFailures) {
		this.ports.mailbox().execute(() -> onFinished(reporting, cleanUpFailures));
	}

	@Override
	public void degraded(WorkerLife reporting, @Nullable String reason) {
		this.ports.mailbox().execute(() -> {
			if (reporting == this.life && !this.journal.current().abandoned()) {
				this.journal.condition((condition) -> condition.withDegraded(reason));
			}
		});
	}

	private boolean ask(Supplier<Boolean> question) {
		// Join, not get: an interrupt keeps its flag, and the answer is never far.
		return CompletableFuture.supplyAsync(question, this.ports.mailbox()).join();
	}

	private boolean onStarted(WorkerLife reporting) {
		if (this.journal.state() != WorkerState.STARTING || reporting != this.life) {
			return false;
		}
		this.journal.condition(WorkerCondition::running);
		this.journal.move(WorkerState.RUNNING, "start-up done");
		return true;
	}

	private void onEnded(WorkerLife ending, @Nullable Throwable failure) {
		boolean asked = ending.control().wasAskedToStop();
		this.escalation.noMoreInterrupts();
		if (this.journal.current().abandoned()) {
			return;
		}
		if (failure != null && !(asked && isObedience(failure))) {
			this.journal.failed(failure);
			this.journal.move(WorkerState.ERROR, failure.toString());
		}
		else if (!asked) {
			this.journal.move(WorkerState.STOPPING, "returned");
		}
		this.escalation.begin(ending, this.definition.settings().stopTimeout());
	}

	private boolean isObedience(Throwable failure) {
		return failure instanceof InterruptedException || this.escalation.hasInterrupted();
	}

	private void onFinished(WorkerLife finished, List<Throwable> cleanUpFailures) {
		this.escalation.cancel();
		this.life = null;
		cleanUpFailures.forEach(this.journal::cleanUpFailed);
		boolean asked = finished.control().wasAskedToStop();
		boolean again = this.startAgain || asked;
		this.journal.condition((condition) -> condition.atRest());
		if (!isWanted()) {
			rest(asked ? "ended as asked" : "ended");
		}
		else if (again) {
			stopIfStopping();
			begin("started again");
		}
		else {
			follow();
		}
	}

	private void stopIfStopping() {
		if (this.journal.state() == WorkerState.STOPPING) {
			reachStopped("ended");
		}
	}

	// What follows a life that nobody asked to end

	private void follow() {
		boolean failed = this.journal.state() == WorkerState.ERROR;
		stopIfStopping();
		RestartPolicy policy = this.plan.policy();
		if (policy == RestartPolicy.ALWAYS || (failed && policy == RestartPolicy.ON_FAILURE)) {
			backOffOrGiveUp();
		}
		else if (failed) {
			giveUp();
		}
		else {
			this.journal.condition(WorkerCondition::done);
			settle();
		}
	}

	private void backOffOrGiveUp() {
		Optional<Duration> delay = this.plan.next();
		if (delay.isPresent()) {
			backOff(delay.get());
		}
		else {
			giveUp();
		}
	}

	private void backOff(Duration delay) {
		this.active = true;
		this.journal.condition((condition) -> condition.backingOffUntil(this.ports.time().now().plus(delay)));
		this.journal.tell((snapshot) -> this.observer.restartScheduled(snapshot, delay));
		this.backoff = this.ports.after(delay, this::onBackoffOver);
	}

	private void onBackoffOver() {
		if (!isWanted()) {
			// The application closes; its stop is on the way and finds a worker to stop.
			return;
		}
		this.journal.update((current) -> current.with(current.counts().restarted()));
		begin("restarted after backoff");
	}

	private void giveUp() {
		this.journal.condition(WorkerCondition::givenUp);
		this.journal.tell(this.observer::gaveUp);
		settle();
	}

	private void cancelBackoff() {
		if (this.backoff != null) {
			this.backoff.cancel();
			this.backoff = null;
		}
	}

}
