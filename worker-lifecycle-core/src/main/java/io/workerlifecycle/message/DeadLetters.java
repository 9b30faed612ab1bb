package io.workerlifecycle.message;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

import org.springframework.messaging.Message;
import org.springframework.messaging.support.MessageBuilder;

/**
 * Makes dead letters of one channel's messages: the original message, with what went
 * wrong in its headers.
 */
final class DeadLetters {

	private static final int STACK_TRACE_LIMIT = 8_000;

	private final String worker;

	private final String channel;

	DeadLetters(String worker, String channel) {
		this.worker = worker;
		this.channel = channel;
	}

	Message<?> letter(Message<?> original, FailedMessage failed, Instant now) {
		Throwable failure = failed.failure();
		return MessageBuilder.fromMessage(original)
			.setHeader(DeadLetterHeaders.WORKER, this.worker)
			.setHeader(DeadLetterHeaders.CHANNEL, this.channel)
			.setHeader(DeadLetterHeaders.EXCEPTION, failure.getClass().getName())
			.setHeader(DeadLetterHeaders.EXCEPTION_MESSAGE, message(failure))
			.setHeader(DeadLetterHeaders.STACK_TRACE, stackTrace(failure))
			.setHeader(DeadLetterHeaders.ATTEMPTS, failed.attempts())
			.setHeader(DeadLetterHeaders.FAILED_AT, now.toEpochMilli())
			.setHeader(DeadLetterHeaders.ORIGINAL_ID, MessageName.text(original))
			.setHeader(DeadLetterHeaders.ORIGINAL_TIMESTAMP, original.getHeaders().getTimestamp())
			.build();
	}

	/** Code of the exception may fail, and the letter must leave nevertheless. */
	private static @Nullable String message(Throwable failure) {
		try {
			return failure.getMessage();
		}
		catch (Throwable ex) {
			FailureHandling.rethrowFatal(ex);
			return null;
		}
	}

	private static String stackTrace(Throwable failure) {
		StringWriter writer = new StringWriter();
		try {
			failure.printStackTrace(new PrintWriter(writer));
		}
		catch (Throwable ex) {
			FailureHandling.rethrowFatal(ex);
			writer.append(failure.getClass().getName());
		}
		String text = writer.toString();
		return text.substring(0, Math.min(text.length(), STACK_TRACE_LIMIT));
	}

}
