package io.workerlifecycle.sample;

import java.util.ArrayList;
import java.util.List;

/**
 * What the hasher has to store at once, and what it has to look at again. For one thread.
 */
final class HashedBatch {

	private final List<StoredFile> files = new ArrayList<>();

	private final List<FileKey> missing = new ArrayList<>();

	private final List<Finding.Suspect> unsteady = new ArrayList<>();

	// Set by the hasher's thread.
	private boolean scanEnded;

	void add(StoredFile file) {
		this.files.add(file);
	}

	void addMissing(FileKey key) {
		this.missing.add(key);
	}

	void addUnsteady(Finding.Suspect suspect) {
		this.unsteady.add(suspect);
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

	/**
	 * The files that were written to while they were read.
	 * @return what is not in this batch, and may be in a later one
	 */
	List<Finding.Suspect> unsteady() {
		return this.unsteady;
	}

	boolean isScanEnded() {
		return this.scanEnded;
	}

	boolean isEmpty() {
		return this.files.isEmpty() && this.missing.isEmpty() && !this.scanEnded;
	}

}
