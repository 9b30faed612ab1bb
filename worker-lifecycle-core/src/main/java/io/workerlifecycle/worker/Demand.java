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

	/**
	 * Whether the application, not a person, keeps the worker from running; also until it
	 * is registered.
	 */
	private boolean suspended = true;

	/** Whether a start of the application is on its way to the worker. */
	private boolean startDue;

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
		this.startDue = true;
		releaseUnlessStartComes();
	}

	/** One that the start passes by waits for people only. */
	private void releaseUnlessStartComes() {
		if (this.startDue && !(isEnabled() && this.journal.current().settings().autoStartup())) {
			release();
		}
	}

	void suspend() {
		this.suspended = true;
		this.startDue = false;
	}

	void release() {
		this.suspended = false;
		this.startDue = false;
	}

	boolean isSuspended() {
		return this.suspended;
	}

	boolean isEnabled() {
		return this.journal.current().settings().enabled();
	}

	boolean isWanted() {
		return !this.suspended && this.journal.current().desired() == DesiredState.RUNNING;
	}

}
