package io.workerlifecycle.autoconfigure.message;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.MessageProperties;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.amqp.core.Queue;
import org.springframework.amqp.rabbit.annotation.EnableRabbit;
import org.springframework.amqp.rabbit.annotation.RabbitListener;
import org.springframework.amqp.rabbit.config.SimpleRabbitListenerContainerFactory;
import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;
import org.springframework.amqp.rabbit.core.RabbitAdmin;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.integration.channel.QueueChannel;
import org.springframework.messaging.Message;

import io.workerlifecycle.message.DeadLetterHeaders;
import io.workerlifecycle.message.HandoverChannel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@Tag("soak")
@Timeout(120)
class AmqpTests {

	private static final int PREFETCHED = 10;

	@TempDir
	private static Path directory;

	private static QpidBroker broker;

	private String queue = "";

	@BeforeAll
	static void startBroker() throws Exception {
		BrokerLogs.quiet();
		broker = new QpidBroker(directory);
		broker.start();
	}

	@AfterAll
	static void stopBroker() {
		broker.stop();
	}

	@BeforeEach
	void declareQueue(TestInfo test) {
		this.queue = test.getTestMethod().orElseThrow().getName();
		CachingConnectionFactory connections = new CachingConnectionFactory(broker.connections());
		new RabbitAdmin(connections).declareQueue(new Queue(this.queue));
		connections.destroy();
	}

	@Test
	void messageIsAcknowledgedWhenTheWorkerHasProcessedItAndNotBefore() throws Exception {
		AtomicInteger seen = new AtomicInteger();
		NotingWorker worker = new NotingWorker(
				(message) -> assertThat(unacknowledged()).isBetween(10L - seen.getAndIncrement(), 10L));
		send(Consuming.payloads(10));
		application(worker).run((context) -> {
			assertThat(context).hasNotFailed();
			await().untilAsserted(() -> assertThat(unacknowledged()).isZero());
			assertThat(worker.processed()).containsExactlyElementsOf(Consuming.payloads(10));
		});
	}

	@Test
	void messageThatCouldNotBeProcessedComesAgain() throws Exception {
		Attempts attempts = new Attempts("order-1", 3, new ClassCastException("not yet"));
		NotingWorker worker = new NotingWorker(attempts);
		send(Consuming.payloads(4));
		application(worker).run((context) -> {
			assertThat(context).hasNotFailed();
			await().untilAsserted(() -> assertThat(unacknowledged()).isZero());
			assertThat(worker.processed()).containsExactlyInAnyOrderElementsOf(Consuming.payloads(4));
			assertThat(attempts.at("order-1")).isEqualTo(4);
		});
	}

	@Test
	void deadLetterGoesToItsChannelAndItsMessageIsAcknowledged() throws Exception {
		NotingWorker worker = new NotingWorker(
				new Attempts("order-1", Integer.MAX_VALUE, new IllegalStateException("never")));
		QueueChannel deadLetters = new QueueChannel();
		send(Consuming.payloads(4));
		application(worker).withBean("deadLetters", QueueChannel.class, () -> deadLetters)
			.withPropertyValues(Consuming.deadLetterChannel("deadLetters"))
			.run((context) -> {
				assertThat(context).hasNotFailed();
				await().untilAsserted(() -> assertThat(unacknowledged()).isZero());
				assertThat(worker.processed()).containsExactly("order-0", "order-2", "order-3");
				assertThat(deadLetters.receive(0)).satisfies((letter) -> {
					assertThat(letter.getPayload()).isEqualTo("order-1");
					assertThat(letter.getHeaders()).containsEntry(DeadLetterHeaders.ATTEMPTS, 2);
				});
			});
	}

	@Test
	void stopOfTheApplicationLosesNothingAndRepeatsNothing() throws Exception {
		List<String> processed = NotingWorker.noted();
		List<String> sent = Consuming.payloads(300);
		send(sent);
		for (int share : List.of(100, 200, 300)) {
			application(new NotingWorker((message) -> {
			}, processed)).run((context) -> await().until(() -> processed.size() >= share));
		}
		assertThat(processed).containsExactlyInAnyOrderElementsOf(sent);
	}

	@Test
	void connectionThatBreaksUnderAMessageLosesNothing() throws Exception {
		AtomicInteger seen = new AtomicInteger();
		List<String> processed = NotingWorker.noted();
		List<String> sent = Consuming.payloads(300);
		send(sent);
		application(new NotingWorker((message) -> {
			if (seen.incrementAndGet() % 100 == 0) {
				broker.breakConnections();
			}
		}, processed)).run((context) -> await().untilAsserted(() -> assertThat(unacknowledged()).isZero()));
		assertThat(processed).containsAll(sent);
		assertThat(NotingWorker.duplicates("AMQP, connections broke", processed)).isBetween(1, 3 * (PREFETCHED + 1));
	}

	@Test
	void restartOfTheBrokerLosesNothing() throws Exception {
		List<String> processed = NotingWorker.noted();
		List<String> sent = Consuming.payloads(300);
		send(sent);
		application(new NotingWorker((message) -> {
		}, processed)).run((context) -> {
			await().until(() -> processed.size() >= 100);
			broker.stop();
			broker.start();
			await().atMost(Duration.ofSeconds(30))
				.untilAsserted(() -> assertThat(new HashSet<>(processed)).containsExactlyInAnyOrderElementsOf(sent));
		});
		NotingWorker.duplicates("AMQP, the broker restarted", processed);
	}

	private ApplicationContextRunner application(NotingWorker worker) {
		return Consuming.runner(worker, OrderConsumer.class)
			.withBean(ConnectionFactory.class, broker::connections)
			.withPropertyValues("queue=" + this.queue);
	}

	private long unacknowledged() {
		return broker.unacknowledged(this.queue);
	}

	private void send(List<String> payloads) throws Exception {
		try (Connection connection = broker.connections().newConnection();
				Channel channel = connection.createChannel()) {
			channel.txSelect();
			for (String payload : payloads) {
				channel.basicPublish("", this.queue, MessageProperties.PERSISTENT_TEXT_PLAIN,
						payload.getBytes(StandardCharsets.UTF_8));
			}
			channel.txCommit();
		}
	}

	@Configuration(proxyBeanMethods = false)
	@EnableRabbit
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
		CachingConnectionFactory connections(ConnectionFactory factory) {
			return new CachingConnectionFactory(factory);
		}

		@Bean
		SimpleRabbitListenerContainerFactory rabbitListenerContainerFactory(CachingConnectionFactory connections) {
			SimpleRabbitListenerContainerFactory factory = new SimpleRabbitListenerContainerFactory();
			factory.setConnectionFactory(connections);
			factory.setPrefetchCount(PREFETCHED);
			factory.setRecoveryInterval(100L);
			return factory;
		}

	}

	record OrderListener(HandoverChannel orders) {

		@RabbitListener(queues = "${queue}")
		void onMessage(Message<String> message) {
			this.orders.send(message);
		}

	}

}
