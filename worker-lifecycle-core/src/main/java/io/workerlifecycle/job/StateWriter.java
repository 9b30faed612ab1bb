package io.workerlifecycle.job;

import java.io.IOException;

/**
 * Puts a content in the place of the last one.
 */
@FunctionalInterface
interface StateWriter {

	/**
	 * Returns when the content would outlive a crash.
	 */
	void write(byte[] content) throws IOException;

}
