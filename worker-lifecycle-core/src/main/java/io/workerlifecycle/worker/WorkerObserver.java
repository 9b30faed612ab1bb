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
	 * Something changed of a worker besides its state: it is paused, degraded, recovering
	 * or stalled, or is so no longer; or it waits for fewer others. That it begins to
	 * wait is told by its move to {@link WorkerState#STARTING}.
	 * @param worker the worker after the change
	 * @param before what was to be said of it before
	 */
	default void conditionChanged(WorkerSnapshot worker, WorkerCondition before) {
	}

	/**
	 * A worker has made no progress within its stall-timeout. Follows
	 * {@link #conditionChanged}.
	 * @param worker the worker, with the stack of its thread
	 */
	default void stalled(WorkerSnapshot worker) {
	}

	/**
	 * The health of a worker was checked.
	 * @param worker the worker after the check
	 * @param before what the checks had said before
	 */
	default void healthChecked(WorkerSnapshot worker, HealthRecord before) {
	}

	/**
	 * A worker did not stop in its time and is being interrupted.
	 * @param worker the worker, with the stack of its thread
	 */
	default void interrupted(WorkerSnapshot worker) {
	}

	/**
	 * A worker did not end in its time: nobody waits for its thread any more.
	 * @param worker the worker, with the stack of its thread
	 */
	default void abandoned(WorkerSnapshot worker) {
	}

	/**
	 * A unit of work went well after others had failed; told every 10 seconds at most.
	 * @param worker the worker
	 * @param failures how many had failed in a row
	 */
	default void worksAgain(WorkerSnapshot worker, int failures) {
	}

	/**
	 * A worker's clean-up threw.
	 * @param worker the worker
	 * @param failure what it threw
	 */
	default void cleanUpFailed(WorkerSnapshot worker, WorkerFailure failure) {
	}

	/**
	 * A worker was removed, and has ended. Its name is free.
	 * @param worker the worker as it was last
	 */
	default void removed(WorkerSnapshot worker) {
	}

}
