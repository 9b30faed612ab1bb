package io.workerlifecycle.message;

import java.time.Instant;
import java.util.Date;
import java.util.Objects;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.messaging.Message;
import org.springframework.messaging.MessageHeaders;

/**
 * When a message was sent: by its timestamp, or that of its broker if that is earlier.
 * Spring stamps what it receives from some brokers, and records of Kafka not at all.
 * Headers are called as Spring's mappers and converters call them.
 */
final class MessageTime {

	private MessageTime() {
	}

	/**
	 * The earliest time that is known, or {@code null} if none is.
	 */
	static @Nullable Instant sent(Message<?> message) {
		MessageHeaders headers = message.getHeaders();
		return Stream.of(MessageHeaders.TIMESTAMP, "kafka_receivedTimestamp", "jms_timestamp", "amqp_timestamp")
			.map((name) -> instant(headers.get(name)))
			.filter(Objects::nonNull)
			.min(Instant::compareTo)
			.orElse(null);
	}

	/** A sender of JMS may leave out the time, which is zero then. */
	private static @Nullable Instant instant(@Nullable Object value) {
		if (value instanceof Date date) {
			return date.toInstant();
		}
		return (value instanceof Long millis && millis > 0) ? Instant.ofEpochMilli(millis) : null;
	}

}
