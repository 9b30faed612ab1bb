package io.workerlifecycle.job;

/**
 * How an execution of a job ended.
 *
 * @since 0.1.0
 */
public enum JobOutcome {

	/** The method returned. */
	SUCCESS,

	/** The method threw, after all its attempts. */
	ERROR,

	/** It took longer than its timeout, and was interrupted. */
	TIMEOUT,

	/** It ended because it was interrupted, by a stop or a cancellation. */
	CANCELLED,

	/** It was lost with the node it ran on. Never on a single node. */
	LOST;

	/**
	 * Whether the job did not do what it should have done.
	 * @return true for an error, a timeout or a loss; a cancellation says nothing
	 */
	public boolean isFailure() {
		return this == ERROR || this == TIMEOUT || this == LOST;
	}

}
