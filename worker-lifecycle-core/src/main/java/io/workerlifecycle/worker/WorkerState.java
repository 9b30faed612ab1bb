package io.workerlifecycle.worker;

/**
 * Where a worker stands. Paused, degraded, backing off, given up and completed are
 * details of a {@link WorkerSnapshot}, not states.
 *
 * @since 0.1.0
 */
public enum WorkerState {

	/** Registered, and never started. */
	INITIALIZING,

	/** Its start-up code runs on its own thread. */
	STARTING,

	/** Its work runs. */
	RUNNING,

	/** It was asked to stop or its work has returned, and it cleans up. */
	STOPPING,

	/** It has ended in good order. */
	STOPPED,

	/** It threw, or did not stop in its time. */
	ERROR;

	/**
	 * Whether a worker may go from this state to another.
	 * @param next the other state
	 * @return true if the move is legal
	 */
	public boolean canMoveTo(WorkerState next) {
		return switch (this) {
			case INITIALIZING -> next == STARTING || next == STOPPED;
			case STARTING -> next == RUNNING || next == STOPPING || next == ERROR;
			case RUNNING -> next == STOPPING || next == ERROR;
			case STOPPING -> next == STOPPED || next == ERROR;
			case STOPPED -> next == STARTING;
			case ERROR -> next == STARTING || next == STOPPING;
		};
	}

}
