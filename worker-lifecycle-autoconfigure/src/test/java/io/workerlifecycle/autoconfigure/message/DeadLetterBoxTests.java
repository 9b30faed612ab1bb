package io.workerlifecycle.autoconfigure.message;

import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;

import javax.sql.DataSource;

import io.workerlifecycle.autoconfigure.process.ProcessAutoConfiguration;
import io.workerlifecycle.autoconfigure.worker.WorkerAutoConfiguration;
import io.workerlifecycle.message.DeadLetterHeaders;
import io.workerlifecycle.message.HandoverChannel;
import io.workerlifecycle.message.MessageWorker;
import io.workerlifecycle.worker.NoSuchWorkerException;
import io.workerlifecycle.worker.WorkerContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.integration.channel.QueueChannel;
import org.springframework.integration.jdbc.store.JdbcChannelMessageStore;
import org.springframework.integration.jdbc.store.channel.H2ChannelMessageStoreQueryProvider;
import org.springframework.integration.store.MessageGroupQueue;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageChannel;
import org.springframework.messaging.PollableChannel;
import org.springframework.messaging.support.MessageBuilder;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * What becomes of dead letters, in memory and in a database.
 */
@Timeout(60)
class DeadLetterBoxTests {

	private static final String NO_PAUSE = "worker-lifecycle.workers.picky.recovery.failure-threshold=0";

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ProcessAutoConfiguration.class, MessageAutoConfiguration.class,
				JdbcMessageAutoConfiguration.class, WorkerAutoConfiguration.class))
		.withBean("picky", Picky.class)
		.withPropertyValues("worker-lifecycle.workers.picky.channel=orders",
				"worker-lifecycle.workers.picky.dead-letter-channel=failed",
				"worker-lifecycle.workers.picky.retry.max-retries=1", "worker-lifecycle.workers.picky.retry.delay=1ms");

	@ParameterizedTest
	@ValueSource(classes = { InMemory.class, InADatabase.class, InAStore.class })
	void lettersAreListedAndStay(Class<?> channels) {
		this.runner.withUserConfiguration(channels).run((context) -> {
			DeadLetters letters = lettersOf(context, "a", "b");
			assertThat(letters.workers()).containsExactly("picky");
			assertThat(letters.list("picky")).hasSize(2).allSatisfy((letter) -> {
				assertThat(letter.channel()).isEqualTo("orders");
				assertThat(letter.payloadType()).isEqualTo("java.lang.String");
				assertThat(letter.exception()).isEqualTo("java.lang.IllegalStateException");
				assertThat(letter.attempts()).isEqualTo(2);
			});
			assertThat(letters.list("picky")).isEqualTo(letters.list("picky"));
		});
	}

	@ParameterizedTest
	@ValueSource(classes = { InMemory.class, InADatabase.class, InAStore.class })
	void lettersAreSentAgainAsTheyWere(Class<?> channels) {
		this.runner.withUserConfiguration(channels).run((context) -> {
			DeadLetters letters = lettersOf(context, "a", "b");
			Picky picky = context.getBean(Picky.class);
			picky.fails = false;
			assertThat(letters.replay("picky", null)).isEqualTo(2);
			await().untilAsserted(() -> assertThat(picky.taken).extracting((message) -> (Object) message.getPayload())
				.containsExactlyInAnyOrder("a", "b"));
			assertThat(letters.list("picky")).isEmpty();
			assertThat(picky.taken).allSatisfy((message) -> {
				assertThat(message.getHeaders().get("customer")).isEqualTo("4711");
				assertThat(message.getHeaders().keySet()).noneMatch((name) -> name.startsWith("deadLetter_"));
			});
		});
	}

	@ParameterizedTest
	@ValueSource(classes = { InMemory.class, InADatabase.class, InAStore.class })
	void oneLetterIsSentAgainAndTheOthersStay(Class<?> channels) {
		this.runner.withUserConfiguration(channels).run((context) -> {
			DeadLetters letters = lettersOf(context, "a", "b");
			Picky picky = context.getBean(Picky.class);
			picky.fails = false;
			DeadLetter first = letters.list("picky").get(0);
			assertThat(letters.replay("picky", first.id())).isOne();
			assertThat(letters.replay("picky", first.id())).isZero();
			await().until(() -> picky.taken.size() == 1);
			assertThat(letters.list("picky")).singleElement().isNotEqualTo(first);
		});
	}

	@ParameterizedTest
	@ValueSource(classes = { InMemory.class, InADatabase.class, InAStore.class })
	void lettersOfOthersInTheSameChannelAreLeftAlone(Class<?> channels) {
		this.runner.withUserConfiguration(channels).run((context) -> {
			QueueChannel failed = context.getBean("failed", QueueChannel.class);
			failed.send(MessageBuilder.withPayload("x").setHeader(DeadLetterHeaders.WORKER, "other").build());
			failed.send(MessageBuilder.withPayload("y").build());
			DeadLetters letters = lettersOf(context, "a");
			context.getBean(Picky.class).fails = false;
			assertThat(letters.replay("picky", null)).isOne();
			await().until(() -> failed.getQueueSize() == 2);
		});
	}

	@ParameterizedTest
	@ValueSource(classes = { InMemory.class, InADatabase.class, InAStore.class })
	void lettersThatStayKeepTheirOrder(Class<?> channels) {
		this.runner.withUserConfiguration(channels).withPropertyValues(NO_PAUSE).run((context) -> {
			DeadLetters letters = lettersOf(context, "a", "b", "c");
			context.getBean(Picky.class).fails = false;
			List<DeadLetter> before = letters.list("picky");
			assertThat(letters.replay("picky", before.get(1).id())).isOne();
			assertThat(letters.list("picky")).containsExactly(before.get(0), before.get(2));
		});
	}

	@ParameterizedTest
	@ValueSource(classes = { InMemory.class, InADatabase.class })
	void lettersOfOthersHideNone(Class<?> channels) {
		this.runner.withUserConfiguration(channels).run((context) -> {
			QueueChannel failed = context.getBean("failed", QueueChannel.class);
			for (int i = 0; i < DeadLetters.MOST; i++) {
				failed.send(MessageBuilder.withPayload("x").setHeader(DeadLetterHeaders.WORKER, "other").build());
			}
			DeadLetters letters = lettersOf(context, "a");
			context.getBean(Picky.class).fails = false;
			assertThat(letters.replay("picky", null)).isOne();
			assertThat(letters.list("picky")).isEmpty();
			assertThat(failed.getQueueSize()).isEqualTo(DeadLetters.MOST);
		});
	}

	@Test
	void letterThatAnotherHoldsIsSeenAndNotSentTwice() {
		this.runner.withUserConfiguration(InADatabase.class).run((context) -> {
			DeadLetters letters = lettersOf(context, "a", "b");
			context.getBean(Picky.class).fails = false;
			new TransactionTemplate(context.getBean(JdbcTransactionManager.class)).executeWithoutResult((status) -> {
				assertThat(context.getBean("failed", QueueChannel.class).receive(0)).isNotNull();
				assertThat(letters.list("picky")).hasSize(2);
				assertThat(letters.replay("picky", null)).isOne();
				assertThat(letters.list("picky")).hasSize(1);
				status.setRollbackOnly();
			});
			assertThat(letters.replay("picky", null)).isOne();
			await().until(() -> context.getBean(Picky.class).taken.size() == 2);
		});
	}

	@ParameterizedTest
	@ValueSource(classes = { InMemory.class, InADatabase.class })
	void letterFromWhereTheWorkerTakesNoMessagesAnyMoreGoesBackThere(Class<?> channels) {
		this.runner.withUserConfiguration(channels)
			.withBean("before", QueueChannel.class, () -> new QueueChannel())
			.run((context) -> {
				context.getBean("failed", QueueChannel.class)
					.send(MessageBuilder.withPayload("x")
						.setHeader(DeadLetterHeaders.WORKER, "picky")
						.setHeader(DeadLetterHeaders.CHANNEL, "before")
						.build());
				DeadLetters letters = context.getBean(DeadLetters.class);
				assertThat(letters.replay("picky", null)).isOne();
				assertThat(letters.list("picky")).isEmpty();
				assertThat(context.getBean("before", QueueChannel.class).receive(0)).isNotNull();
			});
	}

	@Test
	void workerWithoutLettersIsUnknown() {
		this.runner.withUserConfiguration(InMemory.class)
			.run((context) -> assertThatExceptionOfType(NoSuchWorkerException.class)
				.isThrownBy(() -> context.getBean(DeadLetters.class).list("nobody"))
				.withMessageContaining("picky"));
	}

	@Test
	void lettersThatAreHandedOverWaitForTheWorkerThatTakesThem() {
		this.runner.withUserConfiguration(HandedOver.class).withPropertyValues(NO_PAUSE).run((context) -> {
			DeadLetters letters = lettersOf(context, "a", "b", "c", "d", "e");
			Picky picky = context.getBean(Picky.class);
			picky.fails = false;
			assertThat(letters.replay("picky", null)).isEqualTo(5);
			assertThat(picky.taken).hasSize(5);
		});
	}

	static DeadLetters lettersOf(ApplicationContext context, String... payloads) {
		DeadLetters letters = context.getBean(DeadLetters.class);
		for (String payload : payloads) {
			context.getBean("orders", MessageChannel.class)
				.send(MessageBuilder.withPayload(payload).setHeader("customer", "4711").build());
		}
		await().until(() -> letters.list("picky").size() == payloads.length);
		return letters;
	}

	static class Picky implements MessageWorker<String> {

		final Queue<Message<String>> taken = new ConcurrentLinkedQueue<>();

		volatile boolean fails = true;

		@Override
		public void process(Message<String> message, WorkerContext context) {
			if (this.fails) {
				throw new IllegalStateException("not now");
			}
			this.taken.add(message);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class HandedOver {

		@Bean
		HandoverChannel orders() {
			return new HandoverChannel();
		}

		@Bean
		QueueChannel failed() {
			return new QueueChannel();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class InMemory {

		@Bean
		QueueChannel orders() {
			return new QueueChannel();
		}

		@Bean
		QueueChannel failed() {
			return new QueueChannel();
		}

	}

	/** In a store of the application, whose transactions it tells. */
	@Configuration(proxyBeanMethods = false)
	static class InAStore {

		@Bean
		DataSource dataSource() {
			return new InADatabase().dataSource();
		}

		@Bean
		JdbcTransactionManager transactionManager(DataSource database) {
			return new JdbcTransactionManager(database);
		}

		@Bean
		QueueChannel orders(DurableChannels channels) {
			return channels.channel("orders");
		}

		@Bean
		JdbcChannelMessageStore store(DataSource database) {
			JdbcChannelMessageStore store = new JdbcChannelMessageStore(database);
			store.setChannelMessageStoreQueryProvider(new H2ChannelMessageStoreQueryProvider());
			return store;
		}

		@Bean
		QueueChannel failed(JdbcChannelMessageStore store) {
			return new QueueChannel(new MessageGroupQueue(store, "failed"));
		}

		@Bean
		ChannelTransactions ofTheStore(@Qualifier("failed") PollableChannel failed,
				JdbcTransactionManager transactions) {
			return (channel) -> (channel == failed) ? transactions : null;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class InADatabase {

		@Bean
		DataSource dataSource() {
			DataSource database = new DriverManagerDataSource("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1",
					"sa", "");
			new ChannelSchema("h2").create(database);
			return database;
		}

		@Bean
		JdbcTransactionManager transactionManager(DataSource database) {
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
