package io.workerlifecycle.worker;

/**
 * What follows for the application when a worker gives up.
 *
 * @since 0.1.0
 */
public enum GiveUpAction {

	/** The health of the workers is down, and nothing more. */
	HEALTH,

	/** The application is broken: the platform is asked to restart it. */
	LIVENESS,

	/** The application ends, with exit code 70. */
	EXIT

}
