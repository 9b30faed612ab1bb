package io.workerlifecycle.worker;

import java.time.Duration;

/**
 * What follows the lives of one worker that nobody asked to end: another after a backoff,
 * or none. Used on the supervisor's thread only.
 */
final class Succession {

	private final SupervisorPorts ports;

	private final WorkerJournal journal;

	private final RestartPlan plan;

	private final Alarm backoff;

	private long lifeBeganNanos;

	Succession(SupervisorPorts ports, WorkerJournal journal) {
		this.ports = ports;
		this.journal = journal;
		this.backoff = new Alarm(ports);
		this.plan = new RestartPlan(journal.current().settings().restart(), ports.time());
	}

	/** People have decided: what failed before does not count any more. */
	void reset() {
		this.plan.reset();
	}

	/** A wait under way goes on; what holds now is for the next. */
	void reconfigure(RestartSettings next) {
		this.plan.reconfigure(next);
	}

	void lifeBegins() {
		cancel();
		this.lifeBeganNanos = this.ports.time().nanoTime();
	}

	void cancel() {
		this.backoff.cancel();
	}

	/**
	 * Decides, after a life has ended in {@code ERROR} or {@code STOPPED}.
	 * @param next begins another life; called after the backoff
	 * @return whether another life will follow
	 */
	boolean follow(Runnable next) {
		Duration lived = Duration.ofNanos(this.ports.time().nanoTime() - this.lifeBeganNanos);
		Sequel sequel = this.plan.after(this.journal.state(), lived);
		if (sequel instanceof Sequel.Restart restart) {
			backOff(restart.delay(), next);
			return true;
		}
		if (sequel instanceof Sequel.GiveUp) {
			giveUp();
		}
		else {
			prospect(new Prospect.Completed());
		}
		return false;
	}

	/** No other life would mend what this one died of, or there were too many. */
	void giveUp() {
		prospect(new Prospect.GaveUp());
		this.journal.tell(WorkerObserver::gaveUp);
	}

	private void prospect(Prospect prospect) {
		this.journal.condition((condition) -> condition.with(prospect));
	}

	private void backOff(Duration delay, Runnable next) {
		// Before anybody can see it, and move a virtual clock past it.
		this.backoff.set(delay, next);
		prospect(new Prospect.BackingOff(this.ports.time().now().plus(delay)));
		this.journal.tell((observer, snapshot) -> observer.restartScheduled(snapshot, delay));
	}

}
