package io.workerlifecycle.autoconfigure.status;

/**
 * Tells the health of an application as a whole.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface HealthSource {

	/**
	 * Looks at the health now, which may take its time.
	 * @return its status, such as {@code UP}
	 */
	String status();

}
