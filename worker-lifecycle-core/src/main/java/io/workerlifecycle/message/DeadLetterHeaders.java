package io.workerlifecycle.message;

/**
 * The headers that a dead letter has besides those of the original message. All values
 * are text or numbers, so that any store can keep them.
 *
 * @since 0.1.0
 */
public final class DeadLetterHeaders {

	/** The name of the worker that could not process the message: a {@code String}. */
	public static final String WORKER = "deadLetter_worker";

	/** The name of the channel the message was taken from: a {@code String}. */
	public static final String CHANNEL = "deadLetter_channel";

	/** The class of the last exception: a {@code String}. */
	public static final String EXCEPTION = "deadLetter_exception";

	/** The text of the last exception: a {@code String}, absent if it had none. */
	public static final String EXCEPTION_MESSAGE = "deadLetter_exceptionMessage";

	/** The stack trace of the last exception, cut after 8,000 characters. */
	public static final String STACK_TRACE = "deadLetter_stackTrace";

	/** How often processing was attempted: an {@code Integer}. */
	public static final String ATTEMPTS = "deadLetter_attempts";

	/** When it failed for good: a {@code Long}, milliseconds since 1970. */
	public static final String FAILED_AT = "deadLetter_failedAt";

	/**
	 * The id of the original message, or else what its broker calls it: a {@code String},
	 * absent if it had neither.
	 */
	public static final String ORIGINAL_ID = "deadLetter_originalId";

	/** The timestamp of the original message: a {@code Long}, absent if it had none. */
	public static final String ORIGINAL_TIMESTAMP = "deadLetter_originalTimestamp";

	private DeadLetterHeaders() {
	}

}
