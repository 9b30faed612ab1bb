package io.workerlifecycle.worker;

/**
 * What a check of a worker's health said.
 *
 * @since 0.1.0
 */
public enum HealthResult {

	/** This life was not checked yet. */
	UNKNOWN,

	/** The worker can do its work. */
	PASSED,

	/** It cannot, or the check took too long. */
	FAILED

}
