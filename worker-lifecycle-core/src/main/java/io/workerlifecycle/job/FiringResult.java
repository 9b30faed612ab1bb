package io.workerlifecycle.job;

/**
 * What became of a firing.
 *
 * @since 0.1.0
 */
public sealed interface FiringResult {

	/**
	 * An execution begins.
	 *
	 * @param executionId the id of the execution
	 */
	record Accepted(String executionId) implements FiringResult {
	}

	/**
	 * There is no execution.
	 *
	 * @param reason why
	 */
	record Refused(RefusalReason reason) implements FiringResult {
	}

}
