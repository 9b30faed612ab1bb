package io.workerlifecycle.message;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.messaging.Message;
import org.springframework.messaging.MessageHeaders;
import org.springframework.messaging.support.GenericMessage;
import org.springframework.messaging.support.MessageBuilder;
import org.springframework.util.backoff.FixedBackOff;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(20)
class MessageNameTests {

	@Test
	void recordOfKafkaIsNamedByItsPlace() {
		assertThat(MessageName.text(record("orders", 3, 42))).isEqualTo("orders-3@42");
	}

	@Test
	void messageWithAnIdIsNamedByIt() {
		Message<String> message = MessageBuilder.withPayload("order").setHeader("jms_messageId", "ID:7").build();
		assertThat(MessageName.text(message)).isEqualTo(String.valueOf(message.getHeaders().getId()));
	}

	@Test
	void messageWithoutAnyNameHasNone() {
		Message<String> message = new GenericMessage<>("order", new HeadersWithoutId(Map.of()));
		assertThat(MessageName.text(message)).isNull();
		assertThat(MessageName.lasting(message)).isNull();
	}

	@Test
	void recordThatIsHandedOutAgainGoesOnWithItsAttempts() {
		MessageSource source = new MessageSource("orders", new HandoverChannel(), null);
		FailedMessages failed = new FailedMessages();
		FailedMessage once = FailedMessage.first(new IllegalStateException("down"), new FixedBackOff().start());
		failed.put(source, record("orders", 3, 42), once);
		assertThat(failed.find(source, record("orders", 3, 42))).isSameAs(once);
		assertThat(failed.find(source, record("orders", 3, 43))).isNull();
		assertThat(failed.find(source, record("orders", 4, 42))).isNull();
		assertThat(failed.find(source, record("returns", 3, 42))).isNull();
	}

	@Test
	void recordOfAnotherClusterIsAnotherMessage() {
		Message<String> record = record("orders", 3, 42);
		assertThat(MessageKey.of(new MessageSource("one", new HandoverChannel(), null), record))
			.isNotEqualTo(MessageKey.of(new MessageSource("other", new HandoverChannel(), null), record));
	}

	@Test
	void messagesMadeOfOneAreApartWhereTheyKeepTheirIds() {
		MessageSource memory = new MessageSource("lines", new MemoryChannel(), null);
		Message<String> first = MessageBuilder.fromMessage(record("orders", 3, 42)).setHeader("line", 1).build();
		Message<String> second = MessageBuilder.fromMessage(record("orders", 3, 42)).setHeader("line", 2).build();
		assertThat(MessageKey.of(memory, first)).isEqualTo(MessageKey.of(memory, first))
			.isNotEqualTo(MessageKey.of(memory, second));
	}

	@Test
	void messagesMadeOfARecordAreApartWhereverTheyCome() {
		MessageSource handed = new MessageSource("lines", new HandoverChannel(), null);
		Message<String> first = MessageBuilder.fromMessage(record("orders", 3, 42)).setHeader("line", 1).build();
		Message<String> second = MessageBuilder.fromMessage(record("orders", 3, 42)).setHeader("line", 2).build();
		assertThat(MessageKey.of(handed, first)).isNotEqualTo(MessageKey.of(handed, second));
	}

	@Test
	void messageOfABrokerIsTheSameUnderANewId() {
		MessageSource broker = new MessageSource("orders", new MemoryChannel(), new TransactedChannel());
		assertThat(MessageKey.of(broker, ofBroker("jms_messageId")))
			.isEqualTo(MessageKey.of(broker, ofBroker("jms_messageId")));
	}

	@Test
	void messageThatABrokerHandsOutAgainUnderANewIdGoesOnWithItsAttempts() {
		assertThat(MessageName.lasting(ofBroker("jms_messageId")))
			.isEqualTo(MessageName.lasting(ofBroker("jms_messageId")));
		assertThat(MessageName.lasting(ofBroker("amqp_messageId")))
			.isEqualTo(MessageName.lasting(ofBroker("amqp_messageId")));
	}

	private static Message<String> ofBroker(String header) {
		return MessageBuilder.withPayload("order").setHeader(header, "7").setHeader("again", UUID.randomUUID()).build();
	}

	/** Headers as Spring for Kafka makes them: each time the attempt's own. */
	private static Message<String> record(String topic, int partition, long offset) {
		Map<String, Object> headers = new HashMap<>();
		headers.put("kafka_receivedTopic", topic);
		headers.put("kafka_receivedPartitionId", partition);
		headers.put("kafka_offset", offset);
		headers.put("kafka_acknowledgment", new Object());
		return new GenericMessage<>("order", new HeadersWithoutId(headers));
	}

	private static final class HeadersWithoutId extends MessageHeaders {

		private static final long serialVersionUID = 1L;

		HeadersWithoutId(Map<String, Object> headers) {
			super(headers, ID_VALUE_NONE, null);
		}

	}

}
