package io.workerlifecycle.autoconfigure.message;

import java.io.IOException;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import io.workerlifecycle.autoconfigure.process.ProcessAutoConfiguration;
import io.workerlifecycle.autoconfigure.worker.WorkerAutoConfiguration;
import io.workerlifecycle.message.BatchFailedException;
import io.workerlifecycle.message.BatchWorker;
import io.workerlifecycle.message.DeadLetterHeaders;
import io.workerlifecycle.message.MessageOutcome;
import io.workerlifecycle.message.MessageWorker;
import io.workerlifecycle.worker.WorkerContext;
import io.workerlifecycle.worker.Workers;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DataAccessException;
import org.springframework.integration.channel.QueueChannel;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.messaging.Message;
import org.springframework.messaging.support.GenericMessage;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.UnexpectedRollbackException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Durable channels on PostgreSQL, and workers that take messages from them.
 */
class PostgresDurableChannelTests extends DurableChannelTests {

	private static EmbeddedPostgres postgres;

	private static HikariDataSource database;

	@BeforeAll
	static void start() throws IOException {
		postgres = EmbeddedPostgres.builder().start();
		database = new HikariDataSource();
		database.setDataSource(postgres.getPostgresDatabase());
		new ChannelSchema("postgresql").create(database);
	}

	@AfterAll
	static void stop() throws IOException {
		database.close();
		postgres.close();
	}

	@Override
	DataSource database() {
		return database;
	}

	@Test
	void connectionThatIsLostGivesTheMessageBack() {
		send("a");
		assertThatExceptionOfType(RuntimeException.class)
			.isThrownBy(() -> transaction().executeWithoutResult((status) -> {
				assertThat(take(orders())).isEqualTo("a");
				int pid = jdbc().queryForObject("SELECT pg_backend_pid()", Integer.class);
				elsewhere(() -> jdbc().queryForList("SELECT pg_terminate_backend(?)", pid));
			}));
		assertThat(elsewhere(() -> take(orders()))).isEqualTo("a");
	}

	@Test
	void failureOfTheDatabaseThatIsHiddenGivesTheMessageBack() {
		send("a");
		transaction().executeWithoutResult((status) -> {
			assertThat(take(orders())).isEqualTo("a");
			assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> jdbc().queryForList("SELECT 1 / 0"));
		});
		assertThat(take(orders())).isEqualTo("a");
	}

	@Test
	void failureOfTheDatabaseThatAWorkerHidesIsAFailedAttempt() {
		assertFailedAttempt(runner());
	}

	@Test
	void failureOfTheDatabaseThatAWorkerHidesIsAFailedAttemptInTransactionsThatItNames() {
		assertFailedAttempt(
				runner().withBean("named", PlatformTransactionManager.class, () -> new JdbcTransactionManager(database))
					.withBean("first", PlatformTransactionManager.class, () -> new JdbcTransactionManager(database),
							(definition) -> definition.setPrimary(true))
					.withPropertyValues("worker-lifecycle.workers.clerk.transaction-manager=named"));
	}

	@Test
	void failureOfTheDatabaseThatAWorkerHidesIsAFailedAttemptWhereItsChannelIsInMemory() {
		assertFailedAttempt("memory",
				runner().withBean("memory", QueueChannel.class)
					.withPropertyValues("worker-lifecycle.workers.clerk.channel=memory",
							"worker-lifecycle.workers.clerk.transaction-manager=transactionManager"));
	}

	private static void assertFailedAttempt(ApplicationContextRunner runner) {
		assertFailedAttempt("orders", runner);
	}

	private static void assertFailedAttempt(String channel, ApplicationContextRunner runner) {
		runner.withBean("clerk", Clerk.class).run((context) -> {
			QueueChannel failed = context.getBean("failed", QueueChannel.class);
			context.getBean(channel, QueueChannel.class).send(new GenericMessage<>("hide"));
			await().untilAsserted(() -> assertThat(failed.getQueueSize()).isOne());
			assertThat(context.getBean(Clerk.class).taken).containsExactly("hide", "hide");
			assertThat(failed.receive(0).getHeaders()).containsEntry(DeadLetterHeaders.ATTEMPTS, 2)
				.containsEntry(DeadLetterHeaders.EXCEPTION, UnexpectedRollbackException.class.getName());
			assertThat(context.getBean(MessageFlows.class).find("clerk").handled(MessageOutcome.SUCCESS)).isZero();
			assertThat(context.getBean(Workers.class).find("clerk").orElseThrow().work().processed()).isZero();
		});
	}

	@Test
	void workerWhoseConnectionIsLostGetsTheMessageAgain() {
		runner().withBean("clerk", Clerk.class).run((context) -> {
			Clerk clerk = context.getBean(Clerk.class);
			context.getBean("orders", QueueChannel.class).send(new GenericMessage<>("lose"));
			await().untilAsserted(() -> assertThat(clerk.taken).containsExactly("lose", "lose"));
			await().untilAsserted(() -> assertThat(done()).containsExactly("lose"));
		});
	}

	@Test
	void messageThatCannotBeProcessedIsInTheDeadLetterChannelOnceAndItsWorkIsUndone() {
		runner().withBean("clerk", Clerk.class).run((context) -> {
			QueueChannel orders = context.getBean("orders", QueueChannel.class);
			QueueChannel failed = context.getBean("failed", QueueChannel.class);
			orders.send(new GenericMessage<>("poison"));
			orders.send(new GenericMessage<>("good"));
			await().untilAsserted(() -> assertThat(done()).containsExactly("good"));
			await().untilAsserted(() -> assertThat(failed.getQueueSize()).isOne());
			Message<?> letter = failed.receive(0);
			assertThat(letter.getPayload()).isEqualTo("poison");
			assertThat(letter.getHeaders()).containsEntry(DeadLetterHeaders.ATTEMPTS, 2);
			assertThat(orders.getQueueSize()).isZero();
		});
	}

	@Test
	void messageWhoseStatementHasFailedWaitsForItsNextAttemptWhicheverThreadTakesIt() {
		runner().withBean("clerk", Clerk.class)
			.withPropertyValues("worker-lifecycle.workers.clerk.retry.delay=1h")
			.run((context) -> {
				Clerk clerk = context.getBean(Clerk.class);
				QueueChannel orders = context.getBean("orders", QueueChannel.class);
				orders.send(new GenericMessage<>("broken"));
				await().untilAsserted(() -> assertThat(clerk.taken).containsExactly("broken"));
				orders.send(new GenericMessage<>("good"));
				await().untilAsserted(() -> assertThat(done()).containsExactly("good"));
				assertThat(clerk.taken).containsExactly("broken", "good");
			});
	}

	@Test
	void statementThatFailsForOneOfABatchCostsItNoOtherAttempt() {
		runner().withBean("clerk", Ledger.class)
			.withPropertyValues("worker-lifecycle.workers.clerk.concurrency=1",
					"worker-lifecycle.workers.clerk.batch.size=3", "worker-lifecycle.workers.clerk.batch.max-wait=10s")
			.run((context) -> {
				for (String payload : List.of("a", "broken once", "c")) {
					context.getBean("orders", QueueChannel.class).send(new GenericMessage<>(payload));
				}
				await().untilAsserted(() -> assertThat(done()).containsExactly("a", "broken once", "c"));
				assertThat(context.getBean(Ledger.class).batches).containsExactly(List.of("a", "broken once", "c"),
						List.of("a"), List.of("broken once"), List.of("c"));
				assertThat(context.getBean("failed", QueueChannel.class).getQueueSize()).isZero();
			});
	}

	@Test
	void idleThreadsOfAWorkerHoldNoConnection() {
		try (HikariDataSource single = new HikariDataSource()) {
			single.setDataSource(postgres.getPostgresDatabase());
			single.setMaximumPoolSize(1);
			single.setConnectionTimeout(5000);
			runner(single).withBean("clerk", Clerk.class)
				.withPropertyValues("worker-lifecycle.workers.clerk.concurrency=3",
						"worker-lifecycle.workers.clerk.poll-timeout=1h")
				.run((context) -> {
					await().until(() -> single.getHikariPoolMXBean().getTotalConnections() == 1);
					for (String payload : List.of("a", "b", "c")) {
						context.getBean("orders", QueueChannel.class).send(new GenericMessage<>(payload));
					}
					await().untilAsserted(() -> assertThat(done()).containsExactlyInAnyOrder("a", "b", "c"));
				});
		}
	}

	private List<String> done() {
		return jdbc().queryForList("SELECT ID FROM DONE", String.class);
	}

	private static ApplicationContextRunner runner() {
		return runner(database);
	}

	private static ApplicationContextRunner runner(DataSource database) {
		return new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(ProcessAutoConfiguration.class, JdbcMessageAutoConfiguration.class,
					MessageAutoConfiguration.class, WorkerAutoConfiguration.class))
			.withUserConfiguration(Channels.class)
			.withBean(DataSource.class, () -> database, (definition) -> definition.setDestroyMethodName(""))
			.withPropertyValues("worker-lifecycle.workers.clerk.channel=orders",
					"worker-lifecycle.workers.clerk.concurrency=2",
					"worker-lifecycle.workers.clerk.dead-letter-channel=failed",
					"worker-lifecycle.workers.clerk.retry.max-retries=1",
					"worker-lifecycle.workers.clerk.retry.delay=1ms");
	}

	static class Clerk implements MessageWorker<String> {

		private final Queue<String> taken = new ConcurrentLinkedQueue<>();

		private final JdbcTemplate jdbc;

		Clerk(DataSource database) {
			this.jdbc = new JdbcTemplate(database);
		}

		@Override
		public void process(Message<String> message, WorkerContext context) {
			this.taken.add(message.getPayload());
			this.jdbc.update("INSERT INTO DONE VALUES (?)", message.getPayload());
			if (message.getPayload().equals("lose") && this.taken.size() == 1) {
				this.jdbc.queryForList("SELECT pg_terminate_backend(pg_backend_pid())");
			}
			if (message.getPayload().equals("hide")) {
				assertThatExceptionOfType(RuntimeException.class)
					.isThrownBy(() -> this.jdbc.queryForList("SELECT 1 / 0"));
			}
			if (message.getPayload().equals("broken")) {
				this.jdbc.queryForList("SELECT 1 / 0");
			}
			if (message.getPayload().equals("poison")) {
				throw new IllegalStateException("It cannot be processed");
			}
		}

	}

	static class Ledger implements BatchWorker<String> {

		private final Queue<List<String>> batches = new ConcurrentLinkedQueue<>();

		private final JdbcTemplate jdbc;

		Ledger(DataSource database) {
			this.jdbc = new JdbcTemplate(database);
		}

		@Override
		public void processBatch(List<Message<String>> messages, WorkerContext context) throws BatchFailedException {
			this.batches.add(messages.stream().map(Message::getPayload).toList());
			for (Message<String> message : messages) {
				try {
					this.jdbc.update("INSERT INTO DONE VALUES (?)", message.getPayload());
					if (message.getPayload().equals("broken once") && this.batches.size() == 1) {
						this.jdbc.queryForList("SELECT 1 / 0");
					}
				}
				catch (DataAccessException ex) {
					throw new BatchFailedException(message, ex);
				}
			}
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Channels {

		@Bean
		PlatformTransactionManager transactionManager(DataSource database) {
			return new JdbcTransactionManager(database);
		}

		@Bean
		QueueChannel orders(DurableChannels channels) {
			return channels.channel("orders");
		}

		@Bean
		QueueChannel failed(DurableChannels channels) {
			return channels.channel("failed");
		}

	}

}
