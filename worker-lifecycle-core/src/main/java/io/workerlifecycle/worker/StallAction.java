package io.workerlifecycle.worker;

/**
 * What follows when a worker is stalled. Either way it is logged with its stack, told as
 * an event, and its health is down until it makes progress.
 *
 * @since 0.1.0
 */
public enum StallAction {

	/** Nothing more. */
	REPORT,

	/** Its thread is interrupted, and its life ends in an error. */
	RESTART

}
