package io.workerlifecycle.autoconfigure.process;

/**
 * The ways to end the process.
 */
interface ProcessEnd {

	/**
	 * Ends it in good order, by its shutdown hooks. The real one does not return.
	 * @param code the exit code
	 */
	void exit(int code);

	/**
	 * Puts away what would tell others that the process still runs. Short, though not
	 * without any bound.
	 */
	void putAway();

	/**
	 * Ends it at once. The real one does not return.
	 * @param code the exit code
	 */
	void halt(int code);

}
