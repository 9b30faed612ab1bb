package io.workerlifecycle.autoconfigure.status;

/**
 * Where an application stands as a whole.
 *
 * @since 0.1.0
 */
public enum ProcessState {

	/** It has the lock, and is not ready. */
	STARTING,

	/** It is ready: Spring Boot's runners are done. */
	READY,

	/** It reads its configuration again, and works on. */
	RELOADING,

	/** Its context closes. */
	STOPPING

}
