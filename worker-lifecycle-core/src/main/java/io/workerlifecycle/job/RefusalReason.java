package io.workerlifecycle.job;

import java.util.Locale;

/**
 * Why a firing had no execution.
 *
 * @since 0.1.0
 */
public enum RefusalReason {

	/** An execution of the job was still under way. */
	OVERLAP,

	/** The application stops. */
	SHUTDOWN,

	/** There was no thread to be had. */
	POOL;

	/**
	 * The reason as metrics and endpoints show it.
	 */
	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}

}
