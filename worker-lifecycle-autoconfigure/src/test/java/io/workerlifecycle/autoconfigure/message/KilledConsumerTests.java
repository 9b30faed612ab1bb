package io.workerlifecycle.autoconfigure.message;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Numbers that go through brokers, while the processes that take them are killed.
 */
@Tag("broker")
@Execution(ExecutionMode.CONCURRENT)
@Timeout(900)
class KilledConsumerTests {

	private static final int NUMBERS = 1_000;

	private static final int KILLS = 1;

	private static final int SOAK_NUMBERS = 10_000;

	private static final int SOAK_KILLS = 20;

	/** Lanes of the worker, each with one number at a time. */
	private static final int LANES = 2;

	@TempDir
	private Path directory;

	@Test
	void kafkaLosesNothingWhenItsConsumerIsKilled() throws Exception {
		kafka(NUMBERS, KILLS);
	}

	@Tag("soak")
	@Test
	void kafkaLosesNothingWhenItsConsumerIsKilledTwentyTimes() throws Exception {
		kafka(SOAK_NUMBERS, SOAK_KILLS);
	}

	@Test
	void amqpLosesNothingWhenItsConsumerIsKilled() throws Exception {
		amqp(NUMBERS, KILLS);
	}

	@Tag("soak")
	@Test
	void amqpLosesNothingWhenItsConsumerIsKilledTwentyTimes() throws Exception {
		amqp(SOAK_NUMBERS, SOAK_KILLS);
	}

	@Test
	void jmsLosesNothingWhenItsConsumerIsKilled() throws Exception {
		jms(NUMBERS, KILLS);
	}

	@Tag("soak")
	@Test
	void jmsLosesNothingWhenItsConsumerIsKilledTwentyTimes() throws Exception {
		jms(SOAK_NUMBERS, SOAK_KILLS);
	}

	private KilledConsumer consumer(Class<?> configuration, String broker, String queue) {
		return new KilledConsumer(this.directory, configuration, broker, queue);
	}

	private void kafka(int count, int kills) throws Exception {
		BrokerLogs.quiet();
		KafkaBroker broker = new KafkaBroker();
		try {
			List<String> numbers = KilledConsumer.numbers(count);
			broker.createTopic("kafka");
			broker.send("kafka", numbers, 4);
			// Kafka learns sooner that it is dead.
			assertThat(consumer(ListeningToKafka.class, broker.address(), "kafka").arguments("--session-timeout=3000")
				.process(numbers, kills))
				.isLessThanOrEqualTo(kills * ListeningToKafka.CONSUMERS * ListeningToKafka.POLLED);
		}
		finally {
			broker.stop();
		}
	}

	private void amqp(int count, int kills) throws Exception {
		BrokerLogs.quiet();
		QpidBroker broker = new QpidBroker(this.directory);
		broker.start();
		try {
			List<String> numbers = KilledConsumer.numbers(count);
			broker.send("amqp-listening", numbers);
			broker.send("amqp-taking", numbers);
			assertThat(consumer(ListeningToAmqp.class, broker.url(), "amqp-listening").process(numbers, kills))
				.isLessThanOrEqualTo(kills * ListeningToAmqp.PREFETCHED);
			assertThat(consumer(TakingFromAmqp.class, broker.url(), "amqp-taking")
				.arguments("--" + Consuming.IN_TRANSACTIONS, "--" + Consuming.PATIENTLY)
				.process(numbers, kills)).isLessThanOrEqualTo(kills * LANES);
		}
		finally {
			broker.stop();
		}
	}

	private void jms(int count, int kills) throws Exception {
		BrokerLogs.quiet();
		ArtemisBroker broker = new ArtemisBroker(this.directory);
		broker.start();
		try {
			List<String> numbers = KilledConsumer.numbers(count);
			broker.send("jms-listening", numbers);
			broker.send("jms-taking", numbers);
			assertThat(consumer(ListeningToJms.class, broker.url(), "jms-listening").process(numbers, kills))
				.isLessThanOrEqualTo(kills);
			assertThat(consumer(TakingFromJms.class, broker.url(), "jms-taking")
				.arguments("--" + Consuming.IN_TRANSACTIONS)
				.process(numbers, kills)).isLessThanOrEqualTo(kills * LANES);
		}
		finally {
			broker.stop();
		}
	}

}
