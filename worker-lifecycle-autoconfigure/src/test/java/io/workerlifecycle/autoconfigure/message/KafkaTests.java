package io.workerlifecycle.autoconfigure.message;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import javax.sql.DataSource;

import io.workerlifecycle.message.DeadLetterHeaders;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.integration.channel.QueueChannel;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;

import static io.workerlifecycle.autoconfigure.message.Consuming.await;
import static org.assertj.core.api.Assertions.assertThat;

@Tag("broker")
@Timeout(300)
class KafkaTests {

	private static KafkaBroker broker;

	private String topic = "";

	@BeforeAll
	static void startBroker() {
		BrokerLogs.quiet();
		broker = new KafkaBroker();
	}

	@AfterAll
	static void stopBroker() throws IOException {
		broker.stop();
	}

	@BeforeEach
	void createTopic(TestInfo test) throws Exception {
		this.topic = test.getTestMethod().orElseThrow().getName();
		broker.createTopic(this.topic);
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
	void workOfARecordThatFailsIsUndoneByItsTransactionAndTheRecordComesAgain() {
		DataSource database = new DriverManagerDataSource("jdbc:h2:mem:orders;DB_CLOSE_DELAY=-1", "sa", "");
		JdbcTemplate orders = new JdbcTemplate(database);
		orders.execute("CREATE TABLE ORDERS (NAME VARCHAR(20))");
		Attempts attempts = new Attempts("order-1", 3, new IllegalStateException("not yet"));
		NotingWorker worker = new NotingWorker((message) -> {
			orders.update("INSERT INTO ORDERS VALUES (?)", message.getPayload());
			attempts.at(message);
		});
		send(Consuming.payloads(40), 1);
		application(worker)
			.withBean("transactions", JdbcTransactionManager.class, () -> new JdbcTransactionManager(database))
			.withPropertyValues(Consuming.IN_TRANSACTIONS)
			.run((context) -> {
				assertThat(context).hasNotFailed();
				await().untilAsserted(() -> assertThat(committed()).isEqualTo(40));
				assertThat(orders.queryForList("SELECT NAME FROM ORDERS", String.class))
					.containsExactlyInAnyOrderElementsOf(Consuming.payloads(40));
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
		List<String> sent = NotingWorker.noted();
		application(new NotingWorker((message) -> {
		}, processed)).run((first) -> {
			sendMore(sent, 1_000);
			await().until(() -> processed.size() > 200);
			AtomicInteger bySecond = new AtomicInteger();
			application(new NotingWorker((message) -> bySecond.incrementAndGet(), processed)).run((second) -> {
				// The first may be done with all before the second has its share.
				await().until(() -> {
					sendMore(sent, 100);
					return bySecond.get() > 100;
				});
			});
			await().untilAsserted(() -> assertThat(new HashSet<>(processed)).hasSameSizeAs(sent));
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
			broker.restart();
			await().untilAsserted(() -> assertThat(new HashSet<>(processed)).containsExactlyInAnyOrderElementsOf(sent));
		});
		NotingWorker.duplicates("Kafka, the broker restarted", processed);
	}

	@Test
	void connectionThatBreaksUnderARecordLosesNothing() {
		List<String> processed = NotingWorker.noted();
		List<String> sent = Consuming.payloads(1_000);
		send(sent, 4);
		application(new NotingWorker((message) -> {
		}, processed)).run((context) -> {
			for (int share : List.of(100, 400, 700)) {
				await().until(() -> processed.size() > share);
				broker.cable().cut();
				await().until(() -> broker.cable().refused() > 0);
				broker.cable().mend();
			}
			await().untilAsserted(() -> assertThat(committed()).isEqualTo(1_000));
		});
		assertThat(processed).containsAll(sent);
		assertThat(NotingWorker.duplicates("Kafka, connections broke", processed))
			.isLessThanOrEqualTo(3 * ListeningToKafka.CONSUMERS * ListeningToKafka.POLLED);
	}

	private ApplicationContextRunner application(NotingWorker worker) {
		return Consuming.runner(worker, ListeningToKafka.class)
			.withPropertyValues("queue=" + this.topic, "broker=" + broker.address());
	}

	private void sendMore(List<String> sent, int count) {
		List<String> more = Consuming.payloads(sent.size() + count).subList(sent.size(), sent.size() + count);
		sent.addAll(more);
		send(more, 4);
	}

	private void send(List<String> payloads, int partitions) {
		broker.send(this.topic, payloads, partitions);
	}

	private long committed() {
		return broker.committed(this.topic);
	}

}
