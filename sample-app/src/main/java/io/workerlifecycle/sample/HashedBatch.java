package io.workerlifecycle.sample;

import java.util.ArrayList;
import java.util.List;

import io.workerlifecycle.message.BatchFailedException;
import org.jspecify.annotations.Nullable;

import org.springframework.messaging.Message;

/**
 * What the hasher has to store at once, and what it has to look at again. For one thread.
 */
final class HashedBatch {

	private final List<StoredFile> files = new ArrayList<>();

	private final List<FileKey> missing = new ArrayList<>();

	private final List<Finding.Suspect> unsteady = new ArrayList<>();

	private final List<Finding> settled = new ArrayList<>();

	private final List<Message<Finding>> left = new ArrayList<>();

	// Set by the hasher's thread.
	private boolean scanEnded;

	// Set by the hasher's thread.
	private @Nullable BatchFailedException failure;

	void add(StoredFile file) {
		this.files.add(file);
	}

	void addMissing(FileKey key) {
		this.missing.add(key);
	}

	void addUnsteady(Finding.Suspect suspect) {
		this.unsteady.add(suspect);
	}

	void settle(Finding finding) {
		this.settled.add(finding);
	}

	void leave(Message<Finding> message) {
		this.left.add(message);
	}

	void fail(Message<Finding> message, RuntimeException cause) {
		if (this.failure == null) {
			this.failure = new BatchFailedException(message, cause);
		}
		else {
			this.failure.and(message, cause);
		}
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

	/**
	 * What the hasher is done with, well or not.
	 * @return the findings
	 */
	List<Finding> settled() {
		return this.settled;
	}

	/**
	 * What there was no time for, because the hasher is to stop.
	 * @return the messages, in their order
	 */
	List<Message<Finding>> left() {
		return this.left;
	}

	void throwIfAnyFailed() throws BatchFailedException {
		if (this.failure != null) {
			throw this.failure;
		}
	}

	boolean isScanEnded() {
		return this.scanEnded;
	}

	boolean isEmpty() {
		return this.files.isEmpty() && this.missing.isEmpty() && !this.scanEnded;
	}

}
