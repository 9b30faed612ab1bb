package io.workerlifecycle.message;

import org.jspecify.annotations.Nullable;

import org.springframework.messaging.Message;

/**
 * Thrown to whoever hands a message over, when a worker could not process it and has no
 * dead-letter channel. It has the id of the message and nothing of what that says. Why is
 * suppressed in it, and is no cause: listener containers look for some there, take them
 * for their own, and drop the message.
 *
 * @since 0.1.0
 * @see HandoverChannel#send
 */
public final class MessageFailedException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	MessageFailedException(Message<?> message, @Nullable Throwable failure) {
		super("The worker could not process message " + MessageName.text(message));
		if (failure != null) {
			addSuppressed(DiscreetException.of(failure));
		}
	}

}
