package io.workerlifecycle.message;

/**
 * What became of a message that was taken from its channel.
 *
 * @since 0.1.0
 */
public enum MessageOutcome {

	/** It was processed. */
	SUCCESS,

	/** It was processed while the worker was degraded. */
	DEGRADED,

	/** An attempt to process it failed, and it will be tried again. */
	RETRY,

	/** It could not be processed, and is in the dead-letter channel. */
	DEAD_LETTER,

	/**
	 * It was given back unprocessed: at a stop, or to the end of its channel where there
	 * is no dead-letter channel, or that one fails.
	 */
	RETURNED

}
