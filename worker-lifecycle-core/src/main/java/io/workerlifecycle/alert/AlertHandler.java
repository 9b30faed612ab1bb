package io.workerlifecycle.alert;

/**
 * Is told of alerts; a bean of this type carries them to people, by mail, by a message or
 * onto a page.
 * <p>
 * Each handler has a thread of its own, {@code worker-lifecycle-alerts}, on which it is
 * told of one alert at a time, in the order in which they came. So it may wait, and
 * neither workers, jobs and the log nor other handlers wait for it. Up to 1,000 alerts
 * wait for a handler; those that come then are dropped for it, and the log says so. When
 * the application stops, handlers are told of what was raised before, for two seconds at
 * most, before any bean is destroyed.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface AlertHandler {

	/**
	 * Handles an alert.
	 * @param alert the alert
	 * @throws Exception if it could not; this is logged, and the alert does not come
	 * again
	 */
	void handle(Alert alert) throws Exception;

}
