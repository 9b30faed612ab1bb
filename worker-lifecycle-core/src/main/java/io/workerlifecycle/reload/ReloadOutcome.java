package io.workerlifecycle.reload;

/**
 * What came of a reload.
 *
 * @since 0.1.0
 */
public enum ReloadOutcome {

	/** The new configuration holds everywhere. */
	APPLIED,

	/** There was nothing new, and nothing was done. */
	UNCHANGED,

	/** The old configuration holds everywhere, since the new one cannot be. */
	REFUSED

}
