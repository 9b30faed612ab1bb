package io.workerlifecycle.message;

import java.io.IOException;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongConsumer;

import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.messaging.Message;
import org.springframework.messaging.PollableChannel;
import org.springframework.messaging.support.GenericMessage;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Channels that forget what they hand out, and work that is done in transactions all the
 * same.
 */
@Timeout(60)
class KeptIntakeTests {

	private static final IOException FAILURE = new IOException("no answer");

	private final MessageBench bench = new MessageBench();

	private final TransactedChannel transactions = new TransactedChannel();

	private final MemoryChannel channel = new MemoryChannel();

	@AfterEach
	void close() {
		this.bench.close();
	}

	@Test
	void messageThatFailsOnceComesAgainAndOnlyTheSecondAttemptCounts() {
		boolean[] failed = new boolean[1];
		ScriptedMessageWorker worker = start(new ScriptedMessageWorker((message, context) -> {
			this.transactions.record(message.getPayload());
			if (!failed[0]) {
				failed[0] = true;
				throw FAILURE;
			}
		}), "a");
		this.bench.time.pass(1);
		this.bench.await(MessageOutcome.SUCCESS, 1);
		assertThat(worker.attempts).containsExactly("a", "a");
		assertThat(this.transactions.committed).containsExactly("a");
	}

	@Test
	void messageWhoseCommitFailsComesAgain() {
		this.transactions.failingCommits.set(1);
		ScriptedMessageWorker worker = start(recording(), "a");
		this.bench.time.pass(1);
		this.bench.time.pass(2);
		this.bench.await(MessageOutcome.SUCCESS, 1);
		assertThat(worker.processed).containsExactly("a", "a");
		assertThat(this.transactions.committed).containsExactly("a");
		assertThat(this.bench.count(MessageOutcome.RETRY)).isEqualTo(1);
	}

	@Test
	void messageWhoseCommitFailsWithAnErrorComesAgainInTheSameLife() {
		this.transactions.commitFailure = () -> new NoClassDefFoundError("com/example/Listener");
		this.transactions.failingCommits.set(1);
		ScriptedMessageWorker worker = start(recording(), "a");
		this.bench.time.pass(1);
		this.bench.time.pass(2);
		this.bench.await(MessageOutcome.SUCCESS, 1);
		assertThat(worker.processed).containsExactly("a", "a");
		assertThat(this.bench.snapshot().incarnation()).isEqualTo(1);
		assertThat(this.bench.count(MessageOutcome.RETRY)).isEqualTo(1);
	}

	@Test
	void nothingIsTakenWhileNoTransactionCanBegin() {
		this.transactions.failingBegins.set(2);
		ScriptedMessageWorker worker = start(recording(), "a");
		this.bench.time.awaitWaits(1);
		assertThat(this.channel.payloads()).containsExactly("a");
		assertThat(this.bench.flow().unreachable()).containsOnlyKeys("channel1");
		this.bench.time.pass(1);
		this.bench.time.pass(2);
		this.bench.await(MessageOutcome.SUCCESS, 1);
		assertThat(worker.attempts).containsExactly("a");
	}

	@Test
	void messageThatIsCommittedDoesNotComeAgainWhenNoOtherTransactionCanBegin() {
		ScriptedMessageWorker worker = start(new ScriptedMessageWorker((message, context) -> {
			this.transactions.record(message.getPayload());
			this.transactions.failingBegins.set(message.getPayload().equals("a") ? 2 : 0);
		}), "a", "b");
		this.bench.time.pass(1);
		this.bench.time.pass(2);
		this.bench.await(MessageOutcome.SUCCESS, 2);
		assertThat(worker.attempts).containsExactly("a", "b");
		assertThat(this.transactions.committed).containsExactly("a", "b");
	}

	@Test
	void messageIsWaitedForOutsideOfTheTransaction() {
		MemoryChannel empty = new MemoryChannel();
		Queue<Boolean> inTransaction = new ConcurrentLinkedQueue<>();
		this.bench.forgetful(new WatchedChannel(empty, (waitMillis) -> {
			if (waitMillis > 1) {
				inTransaction.add(TransactionSynchronizationManager.isActualTransactionActive());
			}
		}), this.transactions).start(recording());
		Awaitility.await().until(() -> inTransaction.size() > 3);
		empty.with("a");
		this.bench.await(MessageOutcome.SUCCESS, 1);
		assertThat(inTransaction).containsOnly(false);
		assertThat(this.transactions.committed).containsExactly("a");
	}

	@Test
	void messageThatArrivesWithAPauseIsNotKeptInHandUntilTheEndOfThePause() {
		MemoryChannel empty = new MemoryChannel();
		this.bench.forgetful(new WatchedChannel(empty, (waitMillis) -> {
			if (waitMillis > 1 && this.bench.count(MessageOutcome.SUCCESS) == 0 && empty.queue.isEmpty()) {
				this.bench.supervisor.pause("w");
				this.bench.await((worker) -> worker.paused());
				empty.with("a");
			}
		}), this.transactions).start(recording());
		this.bench.await(MessageOutcome.SUCCESS, 1);
		assertThat(this.bench.snapshot().paused()).isTrue();
	}

	@Test
	void letterOfAMessageIsSentOnceThoughTheRestOfItsBatchFails() {
		MemoryChannel dead = new MemoryChannel();
		this.bench.deadLetters = dead;
		AtomicInteger failing = new AtomicInteger(1);
		this.bench.forgetful(this.channel.with(42, "a", "b"), this.transactions)
			.start(new ScriptedBatchWorker((messages) -> {
				if (failing.getAndDecrement() > 0) {
					throw FAILURE;
				}
			}));
		this.bench.time.pass(1);
		this.bench.await(MessageOutcome.SUCCESS, 2);
		assertThat(dead.payloads()).containsExactly(42);
	}

	@Test
	void poisonWithoutDeadLettersGoesToTheEndOfItsChannelOnceThatIsCommitted() {
		this.bench.retry = MessageBench.retry(0);
		start(ScriptedMessageWorker.failing("bad", FAILURE), "bad", "good");
		this.bench.await(MessageOutcome.SUCCESS, 1);
		this.bench.await(MessageOutcome.RETURNED, 1);
		this.bench.end();
		assertThat(this.channel.payloads()).containsExactly("bad");
	}

	@Test
	void namedMessageOfABatchIsTriedAgainInItsTransaction() {
		ScriptedBatchWorker worker = ScriptedBatchWorker.naming("b", FAILURE);
		this.bench.retry = MessageBench.retry(1);
		this.bench.deadLetters = new MemoryChannel();
		this.bench.forgetful(this.channel.with("a", "b", "c"), this.transactions).start(worker);
		this.bench.time.pass(1);
		this.bench.await(MessageOutcome.DEAD_LETTER, 1);
		this.bench.await(MessageOutcome.SUCCESS, 2);
		assertThat(worker.batches).hasSize(2).last().satisfies((last) -> assertThat(last).containsExactly("b"));
		this.bench.end();
		assertThat(this.channel.payloads()).isEmpty();
	}

	@Test
	void stopGivesBackWhatWaitsForItsNextAttempt() {
		start(ScriptedMessageWorker.failing("a", FAILURE), "a");
		this.bench.time.awaitWaits(1);
		this.bench.end();
		assertThat(this.channel.payloads()).containsExactly("a");
	}

	@Test
	void messagesThatTheirChannelTakesBackWithAnErrorAreKeptForTheNextLife() {
		this.bench.batch = new BatchSettings(3, Duration.ZERO);
		this.bench.forgetful(this.channel.with("a", "b", "c"), this.transactions)
			.start(new ScriptedBatchWorker((messages) -> {
				if (!this.channel.erroneous) {
					throw FAILURE;
				}
			}));
		this.bench.time.awaitWaits(1);
		this.channel.erroneous = true;
		this.bench.stop();
		assertThat(this.channel.payloads()).isEmpty();
		this.bench.supervisor.start("w");
		this.bench.await(MessageOutcome.SUCCESS, 3);
	}

	@Test
	void senderIsToldOnceTheTransactionIsCommitted() {
		HandoverChannel handover = new HandoverChannel();
		CountDownLatch end = new CountDownLatch(1);
		this.transactions.failingCommits.set(1);
		this.bench.source(handover, this.transactions).start(new ScriptedMessageWorker((message, context) -> {
			this.transactions.record(message.getPayload());
			end.await();
		}));
		CompletableFuture<Boolean> sent = CompletableFuture.supplyAsync(() -> handover.send(new GenericMessage<>("a")),
				MessageBench::run);
		end.countDown();
		this.bench.await(MessageOutcome.RETRY, 1);
		assertThat(sent).isNotDone();
		this.bench.time.pass(1);
		this.bench.time.pass(2);
		assertThat(sent.join()).isTrue();
		assertThat(this.transactions.committed).containsExactly("a");
	}

	@Test
	void senderIsToldOfAFailureOnceThatIsCommitted() {
		HandoverChannel handover = new HandoverChannel();
		this.bench.retry = MessageBench.retry(0);
		this.bench.source(handover, this.transactions).start(ScriptedMessageWorker.failing("a", FAILURE));
		assertThatExceptionOfType(MessageFailedException.class)
			.isThrownBy(() -> handover.send(new GenericMessage<>("a")));
		Awaitility.await().until(() -> this.bench.count(MessageOutcome.RETURNED) == 1);
	}

	private ScriptedMessageWorker start(ScriptedMessageWorker worker, Object... payloads) {
		this.bench.forgetful(this.channel.with(payloads), this.transactions).start(worker);
		return worker;
	}

	private ScriptedMessageWorker recording() {
		return new ScriptedMessageWorker((message, context) -> this.transactions.record(message.getPayload()));
	}

	/**
	 * Tells how long it is waited for.
	 */
	private record WatchedChannel(MemoryChannel channel, LongConsumer watch) implements PollableChannel {

		@Override
		public boolean send(Message<?> message, long timeout) {
			return this.channel.send(message, timeout);
		}

		@Override
		public @Nullable Message<?> receive() {
			return this.channel.receive();
		}

		@Override
		public @Nullable Message<?> receive(long timeout) {
			this.watch.accept(timeout);
			return this.channel.receive(timeout);
		}

	}

}
