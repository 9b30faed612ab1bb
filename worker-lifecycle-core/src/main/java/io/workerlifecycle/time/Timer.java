package io.workerlifecycle.time;

/**
 * An action that a {@link TimeSource} will run once, unless cancelled before.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface Timer {

	/**
	 * Cancels the action if it has not begun. Does not wait for an action that has, and
	 * does no harm when called twice.
	 */
	void cancel();

}
