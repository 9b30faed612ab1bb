package io.workerlifecycle.reload;

/**
 * Sees each reload begin and end. Called on the thread of the reload, in order; one that
 * throws is logged, and nothing else changes.
 *
 * @since 0.1.0
 */
public interface ReloadObserver {

	/**
	 * A reload begins.
	 * @param cause who asked for it
	 */
	default void begun(ReloadCause cause) {
	}

	/**
	 * A reload has ended.
	 * @param result how
	 */
	default void ended(ReloadResult result) {
	}

}
