package io.workerlifecycle.job;

import java.util.Locale;

/**
 * Why a firing had no execution.
 *
 * @since 0.1.0
 */
public enum RefusalReason {

	/** An execution of the job was still under way, or a newer firing took its place. */
	OVERLAP,

	/** The job is paused. */
	PAUSED,

	/** The application stops, or the job is removed. */
	SHUTDOWN,

	/** Another node has it. */
	CLUSTER,

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
