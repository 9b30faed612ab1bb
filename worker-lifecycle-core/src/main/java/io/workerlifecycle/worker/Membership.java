package io.workerlifecycle.worker;

/**
 * Whether a worker belongs to its supervisor.
 */
enum Membership {

	/** It does. */
	MEMBER,

	/** It was removed, and has not ended. */
	REMOVED,

	/** It has ended, and its name will be free. */
	LEAVING

}
