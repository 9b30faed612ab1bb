package io.workerlifecycle.autoconfigure.properties;

/**
 * What to do about a property that names no worker, no job or no setting of theirs.
 *
 * @since 0.1.0
 */
public enum UnknownNamePolicy {

	/** The application does not start. */
	FAIL,

	/** A line in the log. */
	WARN

}
