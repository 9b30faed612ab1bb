package io.workerlifecycle.message;

import org.jspecify.annotations.Nullable;

import org.springframework.messaging.Message;
import org.springframework.messaging.MessageHeaders;

/**
 * What tells a message from all others. A broker's own name of it stays the same when it
 * is handed out again, while Spring may make its id anew. Headers are called as Spring's
 * mappers and converters call them.
 */
final class MessageName {

	private MessageName() {
	}

	/**
	 * The name that stays: the broker's own, or else the id, or else the place of a
	 * record; {@code null} if it has none. Records themselves have no id, what is made of
	 * one has.
	 */
	static @Nullable Object lasting(Message<?> message) {
		MessageHeaders headers = message.getHeaders();
		Object name = ofBroker(headers);
		name = (name != null) ? name : headers.getId();
		return (name != null) ? name : ofRecord(headers);
	}

	/**
	 * The name for people: the id, or else the broker's; {@code null} if it has neither.
	 */
	static @Nullable String text(Message<?> message) {
		MessageHeaders headers = message.getHeaders();
		Object name = (headers.getId() != null) ? headers.getId() : ofBroker(headers);
		name = (name != null) ? name : ofRecord(headers);
		return (name != null) ? name.toString() : null;
	}

	private static @Nullable Object ofBroker(MessageHeaders headers) {
		Object name = headers.get("jms_messageId");
		return (name != null) ? name : headers.get("amqp_messageId");
	}

	/** As Kafka's own people write it. */
	private static @Nullable String ofRecord(MessageHeaders headers) {
		Object topic = headers.get("kafka_receivedTopic");
		Object partition = headers.get("kafka_receivedPartitionId");
		Object offset = headers.get("kafka_offset");
		return (topic != null && partition != null && offset != null) ? topic + "-" + partition + "@" + offset : null;
	}

}
