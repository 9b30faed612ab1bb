package io.workerlifecycle.job;

/**
 * Thrown for a job state file that is cut, edited, or not one. The message is the rest of
 * a sentence.
 */
final class UnreadableStateException extends Exception {

	private static final long serialVersionUID = 1L;

	UnreadableStateException(String reason) {
		super(reason);
	}

}
