package io.workerlifecycle.worker;

import java.util.concurrent.CompletableFuture;

import io.workerlifecycle.shutdown.DrainOutcome;

/**
 * Who waits for one worker: for it to run, or to have stopped. Used on the supervisor's
 * thread only.
 */
final class Waiters {

	private final Watched watched;

	private final StartHold start;

	private final StopCallbacks stop;

	private final DrainNote drainNote;

	/** Whether the stop waits itself, for those that need the worker. */
	private boolean deferred;

	Waiters(Watched watched) {
		this.watched = watched;
		this.start = new StartHold(watched.ports());
		this.stop = new StopCallbacks(watched.ports());
		this.drainNote = new DrainNote(watched);
	}

	/** Somebody waits for the worker to run. */
	void awaitRunning(CompletableFuture<Boolean> running) {
		this.start.add(running, this.watched.settings().startTimeout());
	}

	/** The worker is running, or need not be; or it will not be by itself. */
	void tellStart(boolean running) {
		this.start.tell(running);
	}

	/** The application waits for the worker to have stopped. */
	void awaitStop(Runnable callback) {
		this.stop.add(callback);
	}

	/** There is something to stop, which the drain report has to mention. */
	void noteStop() {
		this.drainNote.open();
	}

	void defer(boolean value) {
		this.deferred = value;
	}

	boolean isDeferred() {
		return this.deferred;
	}

	/**
	 * A start has overtaken the stop: what it asked to end has ended, or never began to.
	 */
	void overtaken() {
		this.deferred = false;
		this.drainNote.discard();
		this.stop.fire();
	}

	/** The worker has ended, or nobody waits for it any longer. */
	void answer(DrainOutcome outcome) {
		this.deferred = false;
		this.start.tell(false);
		this.drainNote.close(outcome);
		this.stop.fire();
	}

}
