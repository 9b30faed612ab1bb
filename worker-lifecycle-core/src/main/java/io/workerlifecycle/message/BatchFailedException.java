package io.workerlifecycle.message;

import java.util.IdentityHashMap;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import org.springframework.messaging.Message;

/**
 * Says which messages of a batch could not be processed; all others of it were. It names
 * messages by the very objects that were handed over. Used on one thread.
 *
 * @since 0.1.0
 * @see BatchWorker#processBatch
 */
public final class BatchFailedException extends Exception {

	private static final long serialVersionUID = 1L;

	private final transient IdentityHashMap<Message<?>, Throwable> failures = new IdentityHashMap<>();

	/**
	 * Creates an exception that names one message.
	 * @param message the message that could not be processed
	 * @param cause why
	 */
	public BatchFailedException(Message<?> message, Throwable cause) {
		super(cause);
		this.failures.put(message, Objects.requireNonNullElse(cause, this));
	}

	/**
	 * Names one more message.
	 * @param message the message that could not be processed
	 * @param cause why
	 * @return this exception
	 */
	public BatchFailedException and(Message<?> message, Throwable cause) {
		this.failures.put(message, Objects.requireNonNullElse(cause, this));
		return this;
	}

	Throwable failureOrSelf(Message<?> message) {
		Throwable failure = failureOf(message);
		return (failure != null) ? failure : this;
	}

	@Nullable Throwable failureOf(Message<?> message) {
		return this.failures.get(message);
	}

	@Override
	public String getMessage() {
		return this.failures.size() + " message(s) of the batch failed: " + super.getMessage();
	}

}
