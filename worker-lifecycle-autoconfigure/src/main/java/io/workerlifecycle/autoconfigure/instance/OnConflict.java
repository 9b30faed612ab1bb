package io.workerlifecycle.autoconfigure.instance;

/**
 * What a start does while another instance holds the lock.
 *
 * @since 0.1.0
 */
public enum OnConflict {

	/** It is refused. */
	FAIL,

	/** It waits, with nothing started yet, and goes on when the other has ended. */
	WAIT

}
