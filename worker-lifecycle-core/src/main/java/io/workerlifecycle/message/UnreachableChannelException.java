package io.workerlifecycle.message;

/**
 * Thrown by the check of a worker's health when a channel cannot be reached. It says of
 * what kind the cause is, and not its text, which may quote a message.
 *
 * @since 0.1.0
 */
public final class UnreachableChannelException extends Exception {

	private static final long serialVersionUID = 1L;

	UnreachableChannelException(String channel, Throwable cause) {
		super("Channel '" + channel + "' cannot be reached: " + DiscreetException.type(cause),
				DiscreetException.of(cause));
	}

}
