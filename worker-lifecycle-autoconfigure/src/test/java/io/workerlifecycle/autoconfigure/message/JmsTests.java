package io.workerlifecycle.autoconfigure.message;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.integration.channel.QueueChannel;
import org.springframework.integration.config.EnableIntegration;
import org.springframework.integration.jms.config.JmsChannelFactoryBean;
import org.springframework.jms.annotation.EnableJms;
import org.springframework.jms.annotation.JmsListener;
import org.springframework.jms.config.DefaultJmsListenerContainerFactory;
import org.springframework.jms.connection.CachingConnectionFactory;
import org.springframework.jms.connection.JmsTransactionManager;
import org.springframework.jms.support.converter.MessagingMessageConverter;
import org.springframework.messaging.Message;

import io.workerlifecycle.message.DeadLetterHeaders;
import io.workerlifecycle.message.HandoverChannel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@Tag("soak")
@Timeout(120)
class JmsTests {

	@TempDir
	private static Path directory;

	private static ArtemisBroker broker;

	private String queue = "";

	@BeforeAll
	static void startBroker() throws Exception {
		BrokerLogs.quiet();
		broker = new ArtemisBroker(directory);
		broker.start();
	}

	@AfterAll
	static void stopBroker() throws Exception {
		broker.stop();
	}

	@BeforeEach
	void nameQueue(TestInfo test) {
		this.queue = test.getTestMethod().orElseThrow().getName() + test.getDisplayName().replaceAll("\\W", "");
	}

	@ParameterizedTest
	@ValueSource(classes = { ListeningConsumer.class, TakingConsumer.class })
	void messageIsAcknowledgedWhenTheWorkerHasProcessedItAndNotBefore(Class<?> consumer) {
		List<String> processed = NotingWorker.noted();
		// The broker counts what is acknowledged some time later.
		NotingWorker worker = new NotingWorker(
				(message) -> assertThat(unacknowledged()).isGreaterThanOrEqualTo(10 - processed.size()), processed);
		send(Consuming.payloads(10));
		application(consumer, worker).run((context) -> {
			assertThat(context).hasNotFailed();
			await().untilAsserted(() -> assertThat(unacknowledged()).isZero());
			assertThat(worker.processed()).containsExactlyElementsOf(Consuming.payloads(10));
		});
	}

	@ParameterizedTest
	@ValueSource(classes = { ListeningConsumer.class, TakingConsumer.class })
	void messageThatCouldNotBeProcessedComesAgain(Class<?> consumer) {
		Attempts attempts = new Attempts("order-1", 3, new IllegalStateException("not yet"));
		NotingWorker worker = new NotingWorker(attempts);
		send(Consuming.payloads(4));
		application(consumer, worker).run((context) -> {
			assertThat(context).hasNotFailed();
			await().untilAsserted(() -> assertThat(unacknowledged()).isZero());
			assertThat(worker.processed()).containsExactlyInAnyOrderElementsOf(Consuming.payloads(4));
			assertThat(attempts.at("order-1")).isEqualTo(4);
		});
	}

	@ParameterizedTest
	@ValueSource(classes = { ListeningConsumer.class, TakingConsumer.class })
	void deadLetterGoesToItsChannelAndItsMessageIsAcknowledged(Class<?> consumer) {
		NotingWorker worker = new NotingWorker(
				new Attempts("order-1", Integer.MAX_VALUE, new IllegalStateException("never")));
		QueueChannel deadLetters = new QueueChannel();
		send(Consuming.payloads(4));
		application(consumer, worker).withBean("deadLetters", QueueChannel.class, () -> deadLetters)
			.withPropertyValues(Consuming.deadLetterChannel("deadLetters"))
			.run((context) -> {
				assertThat(context).hasNotFailed();
				await().untilAsserted(() -> assertThat(unacknowledged()).isZero());
				assertThat(worker.processed()).containsExactlyInAnyOrder("order-0", "order-2", "order-3");
				assertThat(deadLetters.receive(0)).satisfies((letter) -> {
					assertThat(letter.getPayload()).isEqualTo("order-1");
					assertThat(letter.getHeaders()).containsEntry(DeadLetterHeaders.ATTEMPTS, 2);
				});
			});
	}

	@ParameterizedTest
	@ValueSource(classes = { ListeningConsumer.class, TakingConsumer.class })
	void stopOfTheApplicationLosesNothingAndRepeatsNothing(Class<?> consumer) {
		List<String> processed = NotingWorker.noted();
		List<String> sent = Consuming.payloads(300);
		send(sent);
		for (int share : List.of(100, 200, 300)) {
			application(consumer, new NotingWorker((message) -> {
			}, processed)).run((context) -> await().until(() -> processed.size() >= share));
		}
		assertThat(processed).containsExactlyInAnyOrderElementsOf(sent);
	}

	@ParameterizedTest
	@ValueSource(classes = { ListeningConsumer.class, TakingConsumer.class })
	void connectionThatBreaksUnderAMessageLosesNothing(Class<?> consumer) {
		AtomicInteger seen = new AtomicInteger();
		List<String> processed = NotingWorker.noted();
		List<String> sent = Consuming.payloads(300);
		send(sent);
		application(consumer, new NotingWorker((message) -> {
			if (seen.incrementAndGet() % 100 == 0) {
				broker.breakConnections();
			}
		}, processed)).run((context) -> await().untilAsserted(() -> assertThat(unacknowledged()).isZero()));
		assertThat(processed).containsAll(sent);
		assertThat(NotingWorker.duplicates("JMS, connections broke, " + consumer.getSimpleName(), processed))
			.isBetween(1, 6);
	}

	@ParameterizedTest
	@ValueSource(classes = { ListeningConsumer.class, TakingConsumer.class })
	void restartOfTheBrokerLosesNothing(Class<?> consumer) {
		List<String> processed = NotingWorker.noted();
		List<String> sent = Consuming.payloads(300);
		send(sent);
		application(consumer, new NotingWorker((message) -> {
		}, processed)).run((context) -> {
			await().until(() -> processed.size() >= 100);
			broker.stop();
			broker.start();
			await().atMost(Duration.ofSeconds(30))
				.untilAsserted(() -> assertThat(new HashSet<>(processed)).containsExactlyInAnyOrderElementsOf(sent));
		});
		NotingWorker.duplicates("JMS, the broker restarted, " + consumer.getSimpleName(), processed);
	}

	private ApplicationContextRunner application(Class<?> consumer, NotingWorker worker) {
		ApplicationContextRunner runner = Consuming.runner(worker, consumer);
		return ((consumer == TakingConsumer.class)
				? runner.withPropertyValues(Consuming.transactionManager("jmsTransactions")) : runner)
			.withBean(ActiveMQConnectionFactory.class, () -> broker.connections())
			.withPropertyValues("queue=" + this.queue);
	}

	private long unacknowledged() {
		return broker.unacknowledged(this.queue);
	}

	private void send(List<String> payloads) {
		try (ActiveMQConnectionFactory factory = broker.connections();
				JMSContext session = factory.createContext(JMSContext.SESSION_TRANSACTED)) {
			payloads.forEach((payload) -> session.createProducer().send(session.createQueue(this.queue), payload));
			session.commit();
		}
	}

	/**
	 * A listener container takes the messages and hands them over.
	 */
	@Configuration(proxyBeanMethods = false)
	@EnableJms
	static class ListeningConsumer {

		@Bean
		HandoverChannel orders() {
			return new HandoverChannel();
		}

		@Bean
		OrderListener orderListener(HandoverChannel orders) {
			return new OrderListener(orders);
		}

		@Bean
		DefaultJmsListenerContainerFactory jmsListenerContainerFactory(ConnectionFactory connections) {
			DefaultJmsListenerContainerFactory factory = new DefaultJmsListenerContainerFactory();
			factory.setConnectionFactory(connections);
			factory.setSessionTransacted(true);
			factory.setRecoveryInterval(100L);
			return factory;
		}

	}

	record OrderListener(HandoverChannel orders) {

		@JmsListener(destination = "${queue}")
		void onMessage(Message<String> message) {
			this.orders.send(message);
		}

	}

	/**
	 * The worker takes the messages itself, each in a transaction of the broker.
	 */
	@Configuration(proxyBeanMethods = false)
	@EnableIntegration
	static class TakingConsumer {

		@Bean
		CachingConnectionFactory cachingConnections(ActiveMQConnectionFactory connections) {
			CachingConnectionFactory caching = new CachingConnectionFactory(connections);
			caching.setReconnectOnException(true);
			return caching;
		}

		@Bean
		JmsTransactionManager jmsTransactions(CachingConnectionFactory connections) {
			return new JmsTransactionManager(connections);
		}

		@Bean
		JmsChannelFactoryBean orders(CachingConnectionFactory connections, @Value("${queue}") String queue) {
			JmsChannelFactoryBean orders = new JmsChannelFactoryBean(false);
			orders.setConnectionFactory(connections);
			orders.setDestinationName(queue);
			orders.setSessionTransacted(true);
			orders.setMessageConverter(new MessagingMessageConverter());
			return orders;
		}

	}

}
