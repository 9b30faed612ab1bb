package io.workerlifecycle.autoconfigure.worker;

/**
 * Ends the process.
 */
@FunctionalInterface
interface ProcessExit {

	/**
	 * Ends the process. The real one does not return.
	 * @param code its exit code
	 */
	void exit(int code);

}
