package io.workerlifecycle.worker;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Whom a life reports to. The calls that wait come from the life's own thread; the others
 * may come from any.
 */
interface LifeOwner {

	/**
	 * Start-up hooks have returned. Waits for the health check before the work.
	 * @return whether to go on; false if a stop came first
	 * @throws FailedHealthCheckException if the check failed
	 */
	boolean startedUp(WorkerLife life);

	/**
	 * Everything before the work is done. Waits for the answer.
	 * @return whether the work may run; false if a stop came first
	 */
	boolean mayRun(WorkerLife life);

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

	/**
	 * So many units of work have failed in a row that the worker should pause. Does not
	 * wait.
	 */
	void failing(WorkerLife life);

	/**
	 * A unit of work went well after others failed. Does not wait.
	 * @param failures how many had failed in a row
	 */
	void worksAgain(WorkerLife life, int failures);

}
