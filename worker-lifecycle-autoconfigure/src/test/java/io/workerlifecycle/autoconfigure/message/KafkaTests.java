package io.workerlifecycle.autoconfigure.message;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

import org.apache.kafka.clients.admin.AdminClient;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.integration.channel.QueueChannel;
import org.springframework.kafka.annotation.EnableKafka;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.config.ConcurrentKafkaListenerContainerFactory;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;
import org.springframework.messaging.Message;
import org.springframework.util.backoff.FixedBackOff;

import io.workerlifecycle.message.DeadLetterHeaders;
import io.workerlifecycle.message.HandoverChannel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@Tag("soak")
@Timeout(120)
class KafkaTests {

	private static final EmbeddedKafkaKraftBroker broker = new EmbeddedKafkaKraftBroker(1, 1);

	private String topic = "";

	@BeforeAll
	static void startBroker() {
		BrokerLogs.quiet();
		broker.brokerProperty("offsets.topic.num.partitions", "1");
		broker.brokerProperty("group.initial.rebalance.delay.ms", "0");
		broker.brokerProperty("group.min.session.timeout.ms", "500");
		broker.afterPropertiesSet();
	}

	@AfterAll
	static void stopBroker() {
		broker.destroy();
	}

	@BeforeEach
	void createTopic(TestInfo test) {
		this.topic = test.getTestMethod().orElseThrow().getName();
		broker.addTopics(new NewTopic(this.topic, 4, (short) 1));
	}

	@Test
	void offsetIsCommittedWhenTheWorkerHasProcessedItsRecordAndNotBefore() {
		AtomicInteger seen = new AtomicInteger();
		NotingWorker worker = new NotingWorker(
				(message) -> assertThat(committed()).isLessThanOrEqualTo(seen.getAndIncrement()));
		send(Consuming.payloads(10), 1);
		application(worker).run((context) -> {
			assertThat(context).hasNotFailed();
			await().untilAsserted(() -> assertThat(committed()).isEqualTo(10));
			assertThat(worker.processed()).containsExactlyElementsOf(Consuming.payloads(10));
		});
	}

	@Test
	void recordThatCouldNotBeProcessedComesAgain() {
		Attempts attempts = new Attempts("order-1", 3, new IllegalStateException("not yet"));
		NotingWorker worker = new NotingWorker(attempts);
		send(Consuming.payloads(4), 1);
		application(worker).run((context) -> {
			assertThat(context).hasNotFailed();
			await().untilAsserted(() -> assertThat(committed()).isEqualTo(4));
			assertThat(worker.processed()).containsExactlyElementsOf(Consuming.payloads(4));
			assertThat(attempts.at("order-1")).isEqualTo(4);
		});
	}

	@Test
	void recordWhoseFailureIsOfAKindThatContainersGiveUpOnComesAgain() {
		NotingWorker worker = new NotingWorker(new Attempts("order-1", 3, new ClassCastException("not yet")));
		send(Consuming.payloads(4), 1);
		application(worker).run((context) -> {
			assertThat(context).hasNotFailed();
			await().untilAsserted(() -> assertThat(committed()).isEqualTo(4));
			assertThat(worker.processed()).containsExactlyElementsOf(Consuming.payloads(4));
		});
	}

	@Test
	void deadLetterGoesToItsChannelAndItsOffsetIsCommitted() {
		NotingWorker worker = new NotingWorker(
				new Attempts("order-1", Integer.MAX_VALUE, new IllegalStateException("never")));
		QueueChannel deadLetters = new QueueChannel();
		send(Consuming.payloads(4), 1);
		application(worker).withBean("deadLetters", QueueChannel.class, () -> deadLetters)
			.withPropertyValues(Consuming.deadLetterChannel("deadLetters"))
			.run((context) -> {
				assertThat(context).hasNotFailed();
				await().untilAsserted(() -> assertThat(committed()).isEqualTo(4));
				assertThat(worker.processed()).containsExactly("order-0", "order-2", "order-3");
				assertThat(deadLetters.receive(0)).satisfies((letter) -> {
					assertThat(letter.getPayload()).isEqualTo("order-1");
					assertThat(letter.getHeaders()).containsEntry(DeadLetterHeaders.ATTEMPTS, 2);
				});
			});
	}

	@Test
	void stopOfTheApplicationLosesNothingAndRepeatsNothing() {
		List<String> processed = NotingWorker.noted();
		List<String> sent = Consuming.payloads(400);
		send(sent, 4);
		for (int share : List.of(100, 250, 400)) {
			application(new NotingWorker((message) -> {
			}, processed)).run((context) -> await().until(() -> processed.size() >= share));
		}
		assertThat(processed).containsExactlyInAnyOrderElementsOf(sent);
	}

	@Test
	void consumersThatComeAndGoLoseNothing() {
		List<String> processed = NotingWorker.noted();
		List<String> sent = Consuming.payloads(2_000);
		application(new NotingWorker((message) -> {
		}, processed)).run((first) -> {
			send(sent.subList(0, 1_000), 4);
			await().until(() -> processed.size() > 200);
			AtomicInteger bySecond = new AtomicInteger();
			application(new NotingWorker((message) -> bySecond.incrementAndGet(), processed)).run((second) -> {
				send(sent.subList(1_000, 2_000), 4);
				await().until(() -> bySecond.get() > 100);
			});
			await().untilAsserted(() -> assertThat(new HashSet<>(processed)).hasSize(2_000));
		});
		NotingWorker.duplicates("Kafka, a second consumer came and went", processed);
	}

	@Test
	void restartOfTheBrokerLosesNothing() {
		List<String> processed = NotingWorker.noted();
		List<String> sent = Consuming.payloads(1_000);
		send(sent, 4);
		application(new NotingWorker((message) -> {
		}, processed)).run((context) -> {
			assertThat(context).hasNotFailed();
			await().until(() -> processed.size() > 200);
			restartBroker();
			await().atMost(Duration.ofSeconds(30))
				.untilAsserted(() -> assertThat(new HashSet<>(processed)).containsExactlyInAnyOrderElementsOf(sent));
		});
		NotingWorker.duplicates("Kafka, the broker restarted", processed);
	}

	private static void restartBroker() {
		var server = broker.getCluster().brokers().get(0);
		server.shutdown();
		server.awaitShutdown();
		server.startup();
	}

	private ApplicationContextRunner application(NotingWorker worker) {
		return Consuming.runner(worker, OrderConsumer.class)
			.withPropertyValues("topic=" + this.topic, "brokers=" + broker.getBrokersAsString());
	}

	private void send(List<String> payloads, int partitions) {
		try (KafkaProducer<String, String> producer = new KafkaProducer<>(
				Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, broker.getBrokersAsString()), new StringSerializer(),
				new StringSerializer())) {
			for (int i = 0; i < payloads.size(); i++) {
				producer.send(new ProducerRecord<>(this.topic, i % partitions, null, payloads.get(i)));
			}
		}
	}

	/** How many records of the topic the group has acknowledged. */
	private long committed() {
		return broker.doWithAdminFunction(this::committed);
	}

	private long committed(AdminClient admin) {
		try {
			return admin.listConsumerGroupOffsets(this.topic)
				.partitionsToOffsetAndMetadata()
				.get()
				.values()
				.stream()
				.mapToLong(OffsetAndMetadata::offset)
				.sum();
		}
		catch (InterruptedException | ExecutionException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Configuration(proxyBeanMethods = false)
	@EnableKafka
	static class OrderConsumer {

		@Bean
		HandoverChannel orders() {
			return new HandoverChannel();
		}

		@Bean
		OrderListener orderListener(HandoverChannel orders) {
			return new OrderListener(orders);
		}

		@Bean
		ConcurrentKafkaListenerContainerFactory<String, String> kafkaListenerContainerFactory(
				@Value("${brokers}") String brokers) {
			ConcurrentKafkaListenerContainerFactory<String, String> factory = new ConcurrentKafkaListenerContainerFactory<>();
			factory.setConsumerFactory(new DefaultKafkaConsumerFactory<>(properties(brokers)));
			factory.setConcurrency(2);
			factory.setCommonErrorHandler(neverSkips());
			factory.getContainerProperties().setAckMode(ContainerProperties.AckMode.RECORD);
			return factory;
		}

		private static DefaultErrorHandler neverSkips() {
			return new DefaultErrorHandler(new FixedBackOff(10, FixedBackOff.UNLIMITED_ATTEMPTS));
		}

		private static Map<String, Object> properties(String brokers) {
			Map<String, Object> properties = new HashMap<>();
			properties.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, brokers);
			properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
			properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 50);
			properties.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, StringDeserializer.class);
			properties.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, StringDeserializer.class);
			return properties;
		}

	}

	record OrderListener(HandoverChannel orders) {

		@KafkaListener(topics = "${topic}", groupId = "${topic}")
		void onMessage(Message<String> message) {
			this.orders.send(message);
		}

	}

}
