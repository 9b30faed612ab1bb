package io.workerlifecycle.sample;

import java.nio.file.Path;

/**
 * What a scan hands to the hasher.
 */
sealed interface Finding {

	/**
	 * A file that is new, or looks different from what is stored.
	 *
	 * @param key what the file is called in the store
	 * @param path where it is
	 */
	record Suspect(FileKey key, Path path) implements Finding {
	}

	/**
	 * A stored file that the scan did not see.
	 *
	 * @param key what the file is called in the store
	 */
	record Missing(FileKey key) implements Finding {
	}

	/**
	 * Everything that a complete scan had to say was said before.
	 */
	record ScanEnded() implements Finding {
	}

}
