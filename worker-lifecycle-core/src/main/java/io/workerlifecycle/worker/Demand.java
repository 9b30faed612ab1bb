package io.workerlifecycle.worker;

/**
 * Whether anybody wants a worker to run. People may, and what they say last is kept while
 * a setting disables the worker; the application may keep it from running all the same.
 * Used on the supervisor's thread only.
 */
final class Demand {

	private final WorkerJournal journal;

	/** What people want, and would have if the worker is disabled. */
	private DesiredState asked;

	/** Whether the application, not a person, keeps the worker from running. */
	private Hold hold = Hold.HELD;

	Demand(WorkerJournal journal) {
		this.journal = journal;
		this.asked = journal.current().settings().autoStartup() ? DesiredState.RUNNING : DesiredState.STOPPED;
	}

	/** People have decided. */
	void ask(DesiredState desired) {
		this.asked = desired;
		settingsChanged();
	}

	/** The worker was enabled or disabled, perhaps. */
	void settingsChanged() {
		releaseUnlessStartComes();
		this.journal.update((current) -> current.with(isEnabled() ? this.asked : DesiredState.STOPPED));
	}

	/** A start of the application begins, which will tell those that start by it. */
	void startBegins() {
		this.hold = isSuspended() ? Hold.START_DUE : Hold.FREE;
		releaseUnlessStartComes();
	}

	/** One that the start passes by waits for people only. */
	private void releaseUnlessStartComes() {
		if (this.hold == Hold.START_DUE && !(isEnabled() && this.journal.current().settings().autoStartup())) {
			release();
		}
	}

	void suspend() {
		this.hold = Hold.HELD;
	}

	void release() {
		this.hold = Hold.FREE;
	}

	boolean isSuspended() {
		return this.hold != Hold.FREE;
	}

	boolean isEnabled() {
		return this.journal.current().settings().enabled();
	}

	boolean isWanted() {
		return !isSuspended() && this.journal.current().desired() == DesiredState.RUNNING;
	}

	/** What the application has said last. */
	private enum Hold {

		/** It has stopped the worker, or has not registered it yet. */
		HELD,

		/** A start of it is on its way to the worker. */
		START_DUE,

		/** It leaves the worker to people. */
		FREE

	}

}
