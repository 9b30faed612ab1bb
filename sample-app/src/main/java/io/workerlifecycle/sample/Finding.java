package io.workerlifecycle.sample;

import java.io.Serializable;
import java.time.Instant;

/**
 * What a scan hands to the hasher, in a form that a database can keep.
 */
sealed interface Finding extends Serializable {

	/**
	 * A file that is new, or looks different from what is stored.
	 *
	 * @param key what the file is called in the store
	 */
	record Suspect(FileKey key) implements Finding {
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
	 *
	 * @param scan when the scan began
	 */
	record ScanEnded(Instant scan) implements Finding {
	}

}
