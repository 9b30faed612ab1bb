package io.workerlifecycle.autoconfigure.message;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import io.workerlifecycle.message.DeadLetterHeaders;
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

import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.integration.channel.QueueChannel;

import static io.workerlifecycle.autoconfigure.message.Consuming.await;
import static org.assertj.core.api.Assertions.assertThat;

@Tag("broker")
@Timeout(300)
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
	@ValueSource(classes = { ListeningToJms.class, TakingFromJms.class })
	void messageIsAcknowledgedWhenTheWorkerHasProcessedItAndNotBefore(Class<?> consumer) {
		List<String> processed = NotingWorker.noted();
		// The broker counts what is acknowledged some time later.
		NotingWorker worker = new NotingWorker(
				(message) -> assertThat(unacknowledged()).isGreaterThanOrEqualTo(10 - processed.size()), processed);
		send(Consuming.payloads(10));
		application(consumer, worker).run((context) -> {
			assertThat(context).hasNotFailed();
			await().untilAsserted(() -> assertThat(unacknowledged()).isZero());
			assertThat(worker.processed()).containsExactlyInAnyOrderElementsOf(Consuming.payloads(10));
		});
	}

	@ParameterizedTest
	@ValueSource(classes = { ListeningToJms.class, TakingFromJms.class })
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
	@ValueSource(classes = { ListeningToJms.class, TakingFromJms.class })
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
	@ValueSource(classes = { ListeningToJms.class, TakingFromJms.class })
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
	@ValueSource(classes = { ListeningToJms.class, TakingFromJms.class })
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
	@ValueSource(classes = { ListeningToJms.class, TakingFromJms.class })
	void restartOfTheBrokerLosesNothing(Class<?> consumer) {
		List<String> processed = NotingWorker.noted();
		List<String> sent = Consuming.payloads(300);
		send(sent);
		application(consumer, new NotingWorker((message) -> {
		}, processed)).run((context) -> {
			await().until(() -> processed.size() >= 100);
			broker.stop();
			broker.start();
			await().untilAsserted(() -> assertThat(new HashSet<>(processed)).containsExactlyInAnyOrderElementsOf(sent));
		});
		NotingWorker.duplicates("JMS, the broker restarted, " + consumer.getSimpleName(), processed);
	}

	private ApplicationContextRunner application(Class<?> consumer, NotingWorker worker) {
		ApplicationContextRunner runner = Consuming.runner(worker, consumer);
		return ((consumer == TakingFromJms.class) ? runner.withPropertyValues(Consuming.IN_TRANSACTIONS) : runner)
			.withBean(ActiveMQConnectionFactory.class, () -> broker.connections())
			.withPropertyValues("queue=" + this.queue);
	}

	private long unacknowledged() {
		return broker.unacknowledged(this.queue);
	}

	private void send(List<String> payloads) {
		broker.send(this.queue, payloads);
	}

}
