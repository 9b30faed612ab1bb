package io.workerlifecycle.autoconfigure.message;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import io.workerlifecycle.autoconfigure.process.ProcessAutoConfiguration;
import io.workerlifecycle.autoconfigure.worker.WorkerAutoConfiguration;
import io.workerlifecycle.message.DeadLetterHeaders;
import io.workerlifecycle.message.DiscreetException;
import io.workerlifecycle.worker.NoSuchWorkerException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.integration.channel.QueueChannel;
import org.springframework.integration.jdbc.store.JdbcChannelMessageStore;
import org.springframework.integration.store.MessageGroupQueue;
import org.springframework.integration.store.SimpleMessageStore;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageChannel;
import org.springframework.messaging.PollableChannel;
import org.springframework.messaging.support.MessageBuilder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Which channels dead letters are looked for in, and what becomes of them where room is
 * missing or a channel fails.
 */
@Timeout(60)
class DeadLetterChannelTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ProcessAutoConfiguration.class, MessageAutoConfiguration.class,
				JdbcMessageAutoConfiguration.class, WorkerAutoConfiguration.class))
		.withBean("picky", DeadLetterBoxTests.Picky.class)
		.withPropertyValues("worker-lifecycle.workers.picky.channel=orders",
				"worker-lifecycle.workers.picky.dead-letter-channel=failed",
				"worker-lifecycle.workers.picky.retry.max-retries=1", "worker-lifecycle.workers.picky.retry.delay=1ms");

	@Test
	void channelWhoseTransactionsNobodyKnowsIsNotReceivedFrom() {
		this.runner.withUserConfiguration(OfABroker.class).run((context) -> {
			context.getBean("orders", MessageChannel.class).send(MessageBuilder.withPayload("a").build());
			await().until(() -> context.getBean(Elsewhere.class).sent.size() == 1);
			DeadLetters letters = context.getBean(DeadLetters.class);
			assertThat(letters.workers()).isEmpty();
			assertThatExceptionOfType(NoSuchWorkerException.class).isThrownBy(() -> letters.list("picky"));
			assertThatExceptionOfType(NoSuchWorkerException.class).isThrownBy(() -> letters.replay("picky", null));
		});
	}

	@Test
	void channelOverAStoreWhoseTransactionsNobodyKnowsIsNotReceivedFrom() {
		this.runner.withUserConfiguration(OverAStore.class)
			.run((context) -> assertThat(context.getBean(DeadLetters.class).workers()).isEmpty());
	}

	@Test
	void lettersInMemoryAreNotTakenOutToBeLookedAt() {
		this.runner.withUserConfiguration(SealedInMemory.class).run((context) -> {
			DeadLetters letters = DeadLetterBoxTests.lettersOf(context, "a", "b");
			assertThat(letters.list("picky")).hasSize(2);
			assertThat(letters.replay("picky", "another")).isZero();
			assertThat(letters.replay("picky", letters.list("picky").get(1).id())).isOne();
		});
	}

	@Test
	void moreLettersThanAreLookedAtStayWhereTheyAre() {
		this.runner.withUserConfiguration(DeadLetterBoxTests.InMemory.class).run((context) -> {
			context.getBean(DeadLetterBoxTests.Picky.class).fails = false;
			QueueChannel failed = context.getBean("failed", QueueChannel.class);
			for (int i = 0; i < DeadLetters.MOST + 2; i++) {
				failed.send(letter("a"));
			}
			DeadLetters letters = context.getBean(DeadLetters.class);
			assertThat(letters.list("picky")).hasSize(DeadLetters.MOST);
			assertThat(letters.replay("picky", null)).isEqualTo(DeadLetters.MOST);
			assertThat(letters.list("picky")).hasSize(2);
		});
	}

	@Test
	void letterInMemoryThatWasSentLeavesEvenIfTheNextCannotBeSent() {
		this.runner.withUserConfiguration(BreakingInMemory.class).run((context) -> {
			DeadLetters letters = context.getBean(DeadLetters.class);
			context.getBean(DeadLetterBoxTests.Picky.class).fails = false;
			QueueChannel failed = context.getBean("failed", QueueChannel.class);
			List.of("a", "broken", "c").forEach((payload) -> failed.send(letter(payload)));
			List<DeadLetter> before = letters.list("picky");
			assertThatExceptionOfType(DiscreetException.class).isThrownBy(() -> letters.replay("picky", null));
			assertThat(letters.list("picky")).isEqualTo(before.subList(1, 3));
		});
	}

	@Test
	void lettersAreNotSentAgainTwiceAtATime() {
		this.runner.withUserConfiguration(AgainInMemory.class).run((context) -> {
			DeadLetters letters = context.getBean(DeadLetters.class);
			context.getBean("failed", QueueChannel.class).send(letter("a"));
			assertThat(letters.replay("picky", null)).isOne();
			assertThat(context.getBean(Again.class).refusals).singleElement()
				.asString()
				.contains("'picky'", "being sent again already");
		});
	}

	@Test
	void letterOfAnOverfullDurableChannelCanBeSentAlone() {
		this.runner.withUserConfiguration(OverfullInADatabase.class).run((context) -> {
			context.getBean(DeadLetterBoxTests.Picky.class).fails = false;
			QueueChannel same = context.getBean(DurableChannels.class).channel("failed");
			List.of("a", "b", "c").forEach((payload) -> same.send(letter(payload)));
			DeadLetters letters = context.getBean(DeadLetters.class);
			List<DeadLetter> before = letters.list("picky");
			assertThat(letters.replay("picky", before.get(0).id())).isOne();
			assertThat(letters.list("picky")).isEqualTo(before.subList(1, 3));
		});
	}

	@Test
	void lettersThatCanOnlyBeTakenAreAllSentAgainOrNoneWhereTheChannelIsOverfull() {
		this.runner.withUserConfiguration(OverfullInAStore.class).run((context) -> {
			context.getBean(DeadLetterBoxTests.Picky.class).fails = false;
			QueueChannel same = new QueueChannel(
					new MessageGroupQueue(context.getBean(JdbcChannelMessageStore.class), "failed"));
			List.of("a", "b", "c").forEach((payload) -> same.send(letter(payload)));
			DeadLetters letters = context.getBean(DeadLetters.class);
			List<DeadLetter> before = letters.list("picky");
			assertThatExceptionOfType(DeadLetterReplayException.class)
				.isThrownBy(() -> letters.replay("picky", before.get(0).id()))
				.withMessageContainingAll("'picky'", "has more in it than it has room for");
			assertThat(letters.list("picky")).isEqualTo(before).hasSize(3);
			assertThat(letters.replay("picky", null)).isEqualTo(3);
			await().until(() -> context.getBean(DeadLetterBoxTests.Picky.class).taken.size() == 3);
		});
	}

	private static Message<String> letter(String payload) {
		return MessageBuilder.withPayload(payload)
			.setHeader(DeadLetterHeaders.WORKER, "picky")
			.setHeader(DeadLetterHeaders.CHANNEL, "orders")
			.build();
	}

	@Configuration(proxyBeanMethods = false)
	static class OfABroker {

		@Bean
		QueueChannel orders() {
			return new QueueChannel();
		}

		@Bean
		Elsewhere failed() {
			return new Elsewhere();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OverAStore {

		@Bean
		QueueChannel orders() {
			return new QueueChannel();
		}

		@Bean
		QueueChannel failed() {
			return new QueueChannel(new MessageGroupQueue(new SimpleMessageStore(), "failed"));
		}

	}

	static class Elsewhere implements PollableChannel {

		private final Queue<Message<?>> sent = new ConcurrentLinkedQueue<>();

		@Override
		public boolean send(Message<?> message, long timeout) {
			return this.sent.add(message);
		}

		@Override
		public Message<?> receive() {
			throw new AssertionError("Nobody gives back what is received here");
		}

		@Override
		public Message<?> receive(long timeout) {
			return receive();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class SealedInMemory {

		@Bean
		QueueChannel orders() {
			return new QueueChannel();
		}

		@Bean
		QueueChannel failed() {
			return new QueueChannel() {
				@Override
				protected Message<?> doReceive(long timeout) {
					throw new AssertionError("There may be no room to put it back");
				}
			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class BreakingInMemory {

		@Bean
		QueueChannel orders() {
			return new QueueChannel() {
				@Override
				protected boolean doSend(Message<?> message, long timeout) {
					if ("broken".equals(message.getPayload())) {
						throw new IllegalStateException("broken");
					}
					return super.doSend(message, timeout);
				}
			};
		}

		@Bean
		QueueChannel failed() {
			return new QueueChannel();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class AgainInMemory {

		@Bean
		Again orders(ObjectProvider<DeadLetters> letters) {
			return new Again(letters);
		}

		@Bean
		QueueChannel failed() {
			return new QueueChannel();
		}

	}

	static class Again extends QueueChannel {

		private final ObjectProvider<DeadLetters> letters;

		private final Queue<String> refusals = new ConcurrentLinkedQueue<>();

		Again(ObjectProvider<DeadLetters> letters) {
			this.letters = letters;
		}

		@Override
		protected boolean doSend(Message<?> message, long timeout) {
			try {
				this.letters.getObject().replay("picky", null);
			}
			catch (DeadLetterReplayException ex) {
				this.refusals.add(String.valueOf(ex.getMessage()));
			}
			return true;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OverfullInAStore extends DeadLetterBoxTests.InAStore {

		@Override
		@Bean
		QueueChannel failed(JdbcChannelMessageStore store) {
			return new QueueChannel(new MessageGroupQueue(store, "failed", 1));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OverfullInADatabase extends DeadLetterBoxTests.InADatabase {

		@Override
		@Bean
		QueueChannel failed(DurableChannels channels) {
			return channels.channel("failed", 1);
		}

	}

}
