package io.workerlifecycle.sample;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/**
 * Opens a file for reading.
 */
@FunctionalInterface
interface FileOpener {

	InputStream open(Path file) throws IOException;

}
