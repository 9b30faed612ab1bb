package io.workerlifecycle.alert;

/**
 * Who has to do something about an alert.
 *
 * @since 0.1.0
 */
public enum AlertSeverity {

	/** Something failed, and is tried again without help. */
	WARNING,

	/** Something stands still until a person looks after it. */
	CRITICAL

}
