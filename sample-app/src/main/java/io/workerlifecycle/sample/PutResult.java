package io.workerlifecycle.sample;

/**
 * What became of a finding that was handed to the queue.
 */
enum PutResult {

	/**
	 * It waits for the hasher.
	 */
	ACCEPTED,

	/**
	 * An earlier scan found the same, and the hasher has not dealt with it yet.
	 */
	ALREADY_QUEUED,

	/**
	 * There was no room until the giver had to stop.
	 */
	GIVEN_UP

}
