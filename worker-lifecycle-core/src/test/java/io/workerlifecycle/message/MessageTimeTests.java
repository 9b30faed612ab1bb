package io.workerlifecycle.message;

import java.time.Instant;
import java.util.Date;
import java.util.Map;

import org.junit.jupiter.api.Test;

import org.springframework.messaging.Message;
import org.springframework.messaging.MessageHeaders;
import org.springframework.messaging.support.GenericMessage;

import static org.assertj.core.api.Assertions.assertThat;

class MessageTimeTests {

	private static final Instant SENT = Instant.parse("2026-01-01T00:00:00Z");

	@Test
	void timestampOfSpringIsWhenItWasSent() {
		Message<String> message = new GenericMessage<>("a");
		assertThat(MessageTime.sent(message)).isEqualTo(Instant.ofEpochMilli(message.getHeaders().getTimestamp()));
	}

	@Test
	void timeOfABrokerIsEarlierThanThatOfTheCopyHere() {
		assertThat(MessageTime.sent(received(Map.of("jms_timestamp", SENT.toEpochMilli())))).isEqualTo(SENT);
		assertThat(MessageTime.sent(received(Map.of("kafka_receivedTimestamp", SENT.toEpochMilli())))).isEqualTo(SENT);
		assertThat(MessageTime.sent(received(Map.of("amqp_timestamp", Date.from(SENT))))).isEqualTo(SENT);
	}

	@Test
	void senderThatLeavesOutTheTimeDoesNotSendIn1970() {
		assertThat(MessageTime.sent(received(Map.of("jms_timestamp", 0L)))).isAfter(SENT);
	}

	@Test
	void recordHasTheTimeOfItsBrokerOnly() {
		assertThat(MessageTime.sent(record(Map.of("kafka_receivedTimestamp", SENT.toEpochMilli())))).isEqualTo(SENT);
		assertThat(MessageTime.sent(record(Map.of()))).isNull();
	}

	private static Message<String> received(Map<String, Object> headers) {
		return new GenericMessage<>("a", headers);
	}

	/** Spring Kafka makes neither an id nor a timestamp. */
	private static Message<String> record(Map<String, Object> headers) {
		return new GenericMessage<>("a", new Bare(headers));
	}

	private static final class Bare extends MessageHeaders {

		private static final long serialVersionUID = 1L;

		private Bare(Map<String, Object> headers) {
			super(headers, ID_VALUE_NONE, -1L);
		}

	}

}
