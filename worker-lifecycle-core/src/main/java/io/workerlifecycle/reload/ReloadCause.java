package io.workerlifecycle.reload;

/**
 * Who asked for a reload.
 *
 * @since 0.1.0
 */
public enum ReloadCause {

	/** A signal to the process. */
	SIGNAL,

	/** A request to the endpoint. */
	ENDPOINT,

	/** A configuration file that changed. */
	WATCH,

	/** The application itself. */
	CODE

}
