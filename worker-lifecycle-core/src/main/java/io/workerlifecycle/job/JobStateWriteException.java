package io.workerlifecycle.job;

import java.io.IOException;

/**
 * Thrown when a change of the job state is not on disk. It is kept in memory, and the
 * next write takes it along. The message names the file and the reason.
 */
final class JobStateWriteException extends IOException {

	private static final long serialVersionUID = 1L;

	private final boolean first;

	JobStateWriteException(String message, IOException cause, boolean first) {
		super(message, cause);
		this.first = first;
	}

	/**
	 * Whether nobody was told since the last write that succeeded. One caller gets it, so
	 * who logs only this one logs each outage once.
	 */
	boolean isFirst() {
		return this.first;
	}

}
