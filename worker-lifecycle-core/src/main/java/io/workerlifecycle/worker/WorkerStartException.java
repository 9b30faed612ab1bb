package io.workerlifecycle.worker;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * Thrown at start when the application waits for a worker that did not become
 * {@link WorkerState#RUNNING}: it gave up, its start-timeout was over, or somebody
 * stopped it. The cause is the worker's last failure, if there was one.
 *
 * @since 0.1.0
 * @see StartOrder#awaitRunning()
 */
@SuppressWarnings("serial")
public final class WorkerStartException extends RuntimeException {

	private final transient WorkerSnapshot worker;

	/**
	 * Creates the exception.
	 * @param worker the worker as it was when the wait was over
	 */
	public WorkerStartException(WorkerSnapshot worker) {
		this(reason(worker), worker);
	}

	private WorkerStartException(String reason, WorkerSnapshot worker) {
		super("The worker '" + worker.name() + "' did not become RUNNING" + reason, failure(worker));
		this.worker = worker;
	}

	static WorkerStartException interrupted(WorkerSnapshot worker) {
		return new WorkerStartException(": the application stops.", worker);
	}

	/**
	 * Which worker it is about.
	 * @return its name
	 */
	public String getWorkerName() {
		return this.worker.name();
	}

	/**
	 * Where the worker stood.
	 * @return the worker as it was when the wait was over
	 */
	public WorkerSnapshot getWorker() {
		return this.worker;
	}

	private static String reason(WorkerSnapshot worker) {
		if (worker.gaveUp()) {
			return ": it gave up after " + times(worker.counts().starts()) + ".";
		}
		if (worker.desired() == DesiredState.STOPPED) {
			return ": it was stopped before.";
		}
		if (worker.state() == WorkerState.STOPPING || worker.state() == WorkerState.STOPPED) {
			return ": the application stops.";
		}
		return " within " + text(worker.settings().startTimeout()) + " (start-timeout).";
	}

	private static String times(long starts) {
		return (starts == 1) ? "one start" : starts + " starts";
	}

	private static String text(Duration duration) {
		boolean whole = duration.toMillisPart() == 0;
		return whole ? duration.toSeconds() + " s" : duration.toMillis() + " ms";
	}

	private static @Nullable Throwable failure(WorkerSnapshot worker) {
		WorkerFailure failure = worker.lastFailure();
		return (failure != null) ? failure.exception() : null;
	}

}
