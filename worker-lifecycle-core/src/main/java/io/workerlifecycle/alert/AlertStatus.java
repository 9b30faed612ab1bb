package io.workerlifecycle.alert;

/**
 * What an alert says of its problem.
 *
 * @since 0.1.0
 */
public enum AlertStatus {

	/** The problem is new. */
	RAISED,

	/** The problem is there still, and came again. */
	REPEATED,

	/** The problem is over. */
	RESOLVED

}
