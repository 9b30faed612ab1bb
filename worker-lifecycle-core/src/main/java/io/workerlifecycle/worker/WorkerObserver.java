package io.workerlifecycle.worker;

import java.time.Duration;

/**
 * Is told what happens to workers. Calls come in order, one at a time, on the event
 * thread, except {@link #registered}; what one throws is logged, and nothing else
 * changes.
 *
 * @since 0.1.0
 */
public interface WorkerObserver {

	/**
	 * A worker is there. Called before it can start, on the thread that registers it.
	 * @param worker the worker
	 * @param workers where its newer snapshots are found
	 */
	default void registered(WorkerSnapshot worker, Workers workers) {
	}

	/**
	 * A worker moved from one state to another.
	 * @param worker the worker after the move
	 * @param transition the move
	 */
	default void changed(WorkerSnapshot worker, WorkerTransition transition) {
	}

	/**
	 * A life has ended, and another will begin after a backoff.
	 * @param worker the worker
	 * @param delay how long it waits
	 */
	default void restartScheduled(WorkerSnapshot worker, Duration delay) {
	}

	/**
	 * A worker will not be started again by itself.
	 * @param worker the worker
	 */
	default void gaveUp(WorkerSnapshot worker) {
	}

	/**
	 * A worker did not stop in its time and is being interrupted.
	 * @param worker the worker, with the stack of its thread
	 */
	default void interrupted(WorkerSnapshot worker) {
	}

	/**
	 * A worker's clean-up threw.
	 * @param worker the worker
	 * @param failure what it threw
	 */
	default void cleanUpFailed(WorkerSnapshot worker, WorkerFailure failure) {
	}

}
