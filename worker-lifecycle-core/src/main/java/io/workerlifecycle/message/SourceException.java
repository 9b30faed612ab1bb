package io.workerlifecycle.message;

/**
 * A channel or its transaction could not be used, whatever the message.
 */
final class SourceException extends Exception {

	private static final long serialVersionUID = 1L;

	SourceException(Throwable cause) {
		super(cause);
	}

}
