package io.workerlifecycle.worker;

import org.jspecify.annotations.Nullable;

/**
 * Thrown at start when a worker that the application waits for is not
 * {@link WorkerState#RUNNING} in its time. The cause is its last failure, if there was
 * one.
 *
 * @since 0.1.0
 */
@SuppressWarnings("serial")
public final class WorkerStartException extends RuntimeException {

	private final transient WorkerSnapshot worker;

	WorkerStartException(String fact, WorkerSnapshot worker) {
		super("The worker '" + worker.name() + "' " + fact, cause(worker));
		this.worker = worker;
	}

	/**
	 * The worker as it was when the start failed.
	 * @return its snapshot
	 */
	public WorkerSnapshot getWorker() {
		return this.worker;
	}

	private static @Nullable Throwable cause(WorkerSnapshot worker) {
		WorkerFailure failure = worker.lastFailure();
		return (failure != null) ? failure.exception() : null;
	}

}
