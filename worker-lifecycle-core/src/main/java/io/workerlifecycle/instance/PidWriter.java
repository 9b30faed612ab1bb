package io.workerlifecycle.instance;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Writes the process id of this process into a file.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface PidWriter {

	/**
	 * Writes the id and nothing else.
	 * @param file an empty file
	 * @throws IOException if it cannot be written
	 */
	void write(Path file) throws IOException;

}
