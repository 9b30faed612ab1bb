package io.workerlifecycle.message;

/**
 * A channel or its transaction could not be used, whatever the message.
 */
final class SourceException extends Exception {

	private static final long serialVersionUID = 1L;

	private final Throwable reason;

	SourceException(Throwable reason) {
		super(reason);
		this.reason = reason;
	}

	Throwable reason() {
		return this.reason;
	}

}
