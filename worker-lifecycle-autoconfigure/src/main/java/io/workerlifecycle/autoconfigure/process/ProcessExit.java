package io.workerlifecycle.autoconfigure.process;

/**
 * Ends the process.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface ProcessExit {

	/**
	 * Ends the process. The real one does not return.
	 * @param code its exit code
	 */
	void exit(int code);

}
