package io.workerlifecycle.worker;

/**
 * What people want of a worker, kept apart from what it does. A stop of the application
 * does not change it.
 *
 * @since 0.1.0
 */
public enum DesiredState {

	/** The worker should run whenever its application does. */
	RUNNING,

	/** The worker was stopped on purpose, or was never meant to start by itself. */
	STOPPED

}
