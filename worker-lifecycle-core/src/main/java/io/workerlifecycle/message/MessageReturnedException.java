package io.workerlifecycle.message;

/**
 * Thrown to whoever hands a message over, when the worker stops before it could process
 * it.
 *
 * @since 0.1.0
 */
public final class MessageReturnedException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	MessageReturnedException(String worker) {
		super("Worker '" + worker + "' stops, and did not process the message");
	}

}
