package io.workerlifecycle.sample;

import java.util.ArrayList;
import java.util.List;

/**
 * What the hasher has to store at once. For one thread.
 */
final class HashedBatch {

	private final List<StoredFile> files = new ArrayList<>();

	private final List<FileKey> missing = new ArrayList<>();

	// Set by the hasher's thread.
	private boolean scanEnded;

	void add(StoredFile file) {
		this.files.add(file);
	}

	void addMissing(FileKey key) {
		this.missing.add(key);
	}

	void endScan() {
		this.scanEnded = true;
	}

	List<StoredFile> files() {
		return this.files;
	}

	List<FileKey> missing() {
		return this.missing;
	}

	boolean isScanEnded() {
		return this.scanEnded;
	}

	boolean isEmpty() {
		return this.files.isEmpty() && this.missing.isEmpty() && !this.scanEnded;
	}

}
