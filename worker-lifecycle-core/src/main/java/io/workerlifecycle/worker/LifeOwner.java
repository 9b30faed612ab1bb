package io.workerlifecycle.worker;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Whom a life reports to. All calls come from the life's own thread, or for
 * {@link #degraded} from any.
 */
interface LifeOwner {

	/**
	 * Start-up is done. Waits for the answer.
	 * @return whether the work may run; false if a stop came first
	 */
	boolean started(WorkerLife life);

	/**
	 * Start-up and work are over. Returns when no interrupt will come any more.
	 * @param failure what was thrown, or {@code null} after a normal return
	 * @param reason the same in words
	 */
	void ended(WorkerLife life, @Nullable Throwable failure, String reason);

	/**
	 * Clean-up is over, and the thread ends. Does not wait.
	 * @param cleanUpFailures what clean-up threw
	 */
	void finished(WorkerLife life, List<Throwable> cleanUpFailures);

	/**
	 * The code says what is missing. Does not wait.
	 * @param reason what is missing, or {@code null} if nothing is any more
	 */
	void degraded(WorkerLife life, @Nullable String reason);

}
