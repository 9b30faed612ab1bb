package io.workerlifecycle.worker;

/**
 * One question to a worker whether it would stop, and the answer.
 */
final class FuzzedStop implements Runnable {

	private final FuzzRun run;

	private final FuzzedEntry entry;

	private boolean wasActive;

	private int answers;

	FuzzedStop(FuzzRun run, FuzzedEntry entry) {
		this.run = run;
		this.entry = entry;
		run.ledger.asked(this);
	}

	FuzzedEntry entry() {
		return this.entry;
	}

	/** The question is about to reach the supervisor. */
	void delivered() {
		this.wasActive = this.entry.lifecycle().isRunning();
	}

	boolean wasActive() {
		return this.wasActive;
	}

	boolean isOver() {
		return this.answers > 0;
	}

	int answers() {
		return this.answers;
	}

	@Override
	public void run() {
		this.answers++;
		this.run.trace(this.entry.name() + " has stopped");
		if (this.entry.isAlive() && !this.entry.isLeftBehind()) {
			this.run.violation("Stopped, and lives on: " + this.entry.name());
		}
	}

}
