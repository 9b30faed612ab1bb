package io.workerlifecycle.message;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.messaging.Message;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Batches that are taken and processed in one transaction. A batch has three.
 */
@Timeout(60)
class TransactedBatchTests {

	private static final IOException FAILURE = new IOException("no answer");

	private final MessageBench bench = new MessageBench();

	private final MemoryChannel dead = new MemoryChannel();

	private final TransactedChannel transacted = new TransactedChannel();

	@AfterEach
	void close() {
		this.bench.close();
	}

	@Test
	void noLetterIsSentWhileAnotherMessageOfTheBatchIsNotDue() {
		this.bench.deadLetters = this.dead;
		this.bench.batch = new BatchSettings(3, Duration.ZERO);
		this.bench.concurrency = 2;
		this.bench.retry = new MessageRetry(MessageBench.RETRY.timing(), Set.of(), Set.of(IllegalStateException.class));
		CountDownLatch done = new CountDownLatch(1);
		ScriptedBatchWorker worker = new ScriptedBatchWorker((messages) -> {
			if (messages.get(0).getPayload().equals("first")) {
				done.await();
			}
			if (messages.size() == 3) {
				this.transacted.spoil();
				throw new BatchFailedException(messages.get(0), FAILURE)
					.and(messages.get(1), new IllegalStateException("never"))
					.and(messages.get(2), FAILURE);
			}
		});
		this.bench.source(this.transacted.with("first")).start(worker);
		Awaitility.await().until(() -> worker.batches.size() == 1);
		new TransactionTemplate(this.transacted).executeWithoutResult((status) -> this.transacted.with("a", "b", "c"));
		this.bench.time.awaitWaits(1);
		done.countDown();
		Awaitility.await().until(() -> {
			this.bench.time.time.advance(Duration.ofMillis(100));
			return this.bench.count(MessageOutcome.SUCCESS) == 3;
		});
		assertThat(this.dead.payloads()).containsExactly("b");
	}

	@Test
	void letterOfAMessageIsSentOnceHoweverOftenAnotherOfItsBatchFails() {
		this.bench.deadLetters = this.dead;
		this.bench.batch = new BatchSettings(3, Duration.ZERO);
		ScriptedBatchWorker worker = ScriptedBatchWorker.failing("bad", FAILURE);
		startTogether(worker, 42, "bad");
		awaitMoved(() -> this.dead.payloads().contains("bad"));
		assertThat(this.dead.payloads()).containsExactly(42, "bad");
		assertThat(worker.batches).hasSize(4).containsOnly(List.of("bad"));
	}

	@Test
	void letterOfANamedMessageIsSentOnceThoughAnotherSpoilsTheirTransactionLater() {
		this.bench.deadLetters = this.dead;
		this.bench.batch = new BatchSettings(3, Duration.ZERO);
		this.bench.retry = new MessageRetry(MessageBench.RETRY.timing(), Set.of(), Set.of(IllegalStateException.class));
		AtomicInteger calls = new AtomicInteger();
		startTogether(new ScriptedBatchWorker((messages) -> {
			int call = calls.incrementAndGet();
			if (call == 1) {
				throw new BatchFailedException(messages.get(0), new IllegalStateException("never")).and(messages.get(1),
						FAILURE);
			}
			if (call == 2) {
				this.transacted.spoil();
				throw FAILURE;
			}
		}), "never", "a", "b");
		awaitMoved(() -> this.bench.count(MessageOutcome.SUCCESS) == 2);
		assertThat(this.dead.payloads()).containsExactly("never");
		assertThat(this.transacted.payloads()).isEmpty();
	}

	@Test
	void noLetterIsSentInATransactionThatTheLastAttemptHasSpoiledUnseen() {
		this.bench.deadLetters = this.dead;
		this.bench.batch = new BatchSettings(3, Duration.ZERO);
		this.bench.retry = new MessageRetry(MessageBench.RETRY.timing(), Set.of(), Set.of(IllegalStateException.class));
		AtomicInteger calls = new AtomicInteger();
		startTogether(new ScriptedBatchWorker((messages) -> {
			int call = calls.incrementAndGet();
			if (call == 1) {
				throw new BatchFailedException(messages.get(0), new IllegalStateException("never")).and(messages.get(1),
						FAILURE);
			}
			if (call == 2) {
				this.transacted.spoil();
			}
		}), "never", "a", "b");
		awaitMoved(() -> this.bench.count(MessageOutcome.SUCCESS) == 2);
		assertThat(this.dead.payloads()).containsExactly("never");
	}

	@Test
	void noLetterIsSentAfterOneThatFoundNoRoom() {
		MemoryChannel full = new MemoryChannel(2).with("older", "old");
		this.bench.deadLetters = full;
		this.bench.batch = new BatchSettings(3, Duration.ZERO);
		this.bench.retry = MessageBench.retry(0);
		startTogether(new ScriptedBatchWorker((messages) -> {
			throw new BatchFailedException(messages.get(0), FAILURE).and(messages.get(messages.size() - 1), FAILURE);
		}), "a", "b");
		this.bench.time.awaitWaits(1);
		full.queue.clear();
		this.bench.time.pass(1);
		this.bench.await(MessageOutcome.DEAD_LETTER, 2);
		assertThat(full.payloads()).containsExactly("a", "b");
	}

	/** All of it is there when the worker looks. */
	private void startTogether(ScriptedBatchWorker worker, Object... payloads) {
		this.bench.source(this.transacted.with(payloads)).start(worker);
	}

	private void awaitMoved(Callable<Boolean> condition) {
		Awaitility.await().until(() -> {
			this.bench.time.time.advance(Duration.ofMillis(100));
			return condition.call();
		});
	}

	@Test
	void messageThatIsNotDueYetWaitsAloneAndHoldsUpNoBatch() {
		this.bench.batch = new BatchSettings(3, Duration.ZERO);
		this.transacted.failingCommits.set(1);
		ScriptedBatchWorker worker = new ScriptedBatchWorker((messages) -> {
		});
		this.bench.source(this.transacted.with("a")).start(worker);
		this.bench.time.awaitWaits(1);
		this.transacted.with("b", "c");
		this.bench.time.pass(1);
		this.bench.time.awaitWaits(2);
		assertThat(this.transacted.payloads()).containsExactly("b", "c");
		this.bench.time.pass(2);
		this.bench.await(MessageOutcome.SUCCESS, 3);
		assertThat(worker.batches.subList(0, 2)).containsExactly(List.of("a"), List.of("a"));
	}

	@Test
	void messageWhoseFailureHasSpoiledTheTransactionOfItsBatchIsNotAttemptedBeforeItIsDue() {
		this.bench.batch = new BatchSettings(3, Duration.ZERO);
		ScriptedBatchWorker worker = new ScriptedBatchWorker((messages) -> {
			if (messages.get(0).getPayload().equals("a")) {
				this.transacted.spoil();
				throw new BatchFailedException(messages.get(0), FAILURE);
			}
		});
		this.bench.source(this.transacted.with("a", "b", "c")).start(worker);
		this.bench.time.awaitWaits(1);
		assertThat(this.transacted.payloads()).containsExactly("b", "c");
		this.bench.time.pass(1);
		this.bench.time.awaitWaits(2);
		assertThat(worker.batches).containsExactly(List.of("a", "b", "c"), List.of("a"));
	}

	@Test
	void namedMessageIsTriedAgainWithinItsTransaction() {
		this.bench.deadLetters = this.dead;
		ScriptedBatchWorker worker = ScriptedBatchWorker.naming("bad", FAILURE);
		this.bench.source(this.transacted.with("a", "bad", "c")).start(worker);
		for (int i = 1; i <= 3; i++) {
			this.bench.time.pass(i);
		}
		this.bench.await(MessageOutcome.DEAD_LETTER, 1);
		assertThat(this.transacted.rollbacks).hasValue(0);
		assertThat(this.transacted.commits).hasValue(1);
		assertThat(this.transacted.payloads()).isEmpty();
	}

	@Test
	void allComeAgainWhenTheFailureOfOneHasSpoiledTheirTransaction() {
		AtomicInteger spoiling = new AtomicInteger(1);
		ScriptedBatchWorker worker = new ScriptedBatchWorker((messages) -> {
			for (Message<String> message : messages) {
				if (message.getPayload().equals("bad") && spoiling.getAndDecrement() > 0) {
					this.transacted.spoil();
					throw new BatchFailedException(message, FAILURE);
				}
			}
		});
		this.bench.source(this.transacted.with("a", "bad", "c")).start(worker);
		this.bench.time.pass(1);
		this.bench.await(MessageOutcome.SUCCESS, 3);
		assertThat(worker.batches).containsExactly(List.of("a", "bad", "c"), List.of("a"), List.of("bad"),
				List.of("c"));
		assertThat(this.bench.time.waits).containsExactly(Duration.ofSeconds(1));
		assertThat(this.transacted.rollbacks).hasValue(1);
		assertThat(this.bench.count(MessageOutcome.SUCCESS)).isEqualTo(3);
	}

	@Test
	void stopGivesBackOnlyWhatWasNamed() {
		this.bench.source(this.transacted.with("a", "bad", "c")).start(ScriptedBatchWorker.naming("bad", FAILURE));
		this.bench.time.awaitWaits(1);
		this.bench.stop();
		assertThat(this.transacted.payloads()).containsExactly("bad");
		assertThat(this.bench.count(MessageOutcome.SUCCESS)).isEqualTo(2);
		assertThat(this.bench.count(MessageOutcome.RETURNED)).isEqualTo(1);
	}

	@Test
	void poisonWhoseFailureIsNeverWorthARetryTakesNobodyAlong() {
		this.bench.deadLetters = this.dead;
		this.bench.retry = new MessageRetry(MessageBench.RETRY.timing(), Set.of(), Set.of(IOException.class));
		this.bench.source(this.transacted.with("a", "bad", "c", "d", "e", "f"))
			.start(ScriptedBatchWorker.failing("bad", FAILURE));
		this.bench.await(MessageOutcome.SUCCESS, 5);
		this.bench.await(MessageOutcome.DEAD_LETTER, 1);
		assertThat(this.dead.payloads()).containsExactly("bad");
		assertThat(this.transacted.payloads()).isEmpty();
	}

	@Test
	void exhaustedMessageAmongOthersLeavesWithoutHoldingThemUp() {
		this.bench.deadLetters = this.dead;
		this.bench.retry = MessageBench.retry(0);
		this.bench.batch = new BatchSettings(1, Duration.ofSeconds(1));
		ScriptedBatchWorker worker = ScriptedBatchWorker.failing("bad", FAILURE);
		this.bench.source(this.transacted.with("bad", "a", "b")).start(worker);
		this.bench.await(MessageOutcome.SUCCESS, 2);
		assertThat(this.dead.payloads()).containsExactly("bad");
		assertThat(worker.batches).containsExactly(List.of("bad"), List.of("a"), List.of("b"));
	}

	@Test
	void fullDeadLetterChannelUndoesTheWholeTransactionAndCountsNothingTwice() {
		MemoryChannel full = new MemoryChannel(1).with("older");
		this.bench.deadLetters = full;
		this.bench.retry = MessageBench.retry(0);
		this.bench.source(this.transacted.with("a", "bad", "c")).start(ScriptedBatchWorker.naming("bad", FAILURE));
		this.bench.time.awaitWaits(1);
		assertThat(this.bench.count(MessageOutcome.SUCCESS)).isZero();
		full.queue.clear();
		this.bench.time.pass(1);
		this.bench.await(MessageOutcome.DEAD_LETTER, 1);
		this.bench.time.time.advance(Duration.ofSeconds(1));
		this.bench.stop();
		assertThat(this.bench.count(MessageOutcome.SUCCESS)).isEqualTo(2);
		assertThat(this.bench.count(MessageOutcome.DEAD_LETTER)).isEqualTo(1);
		assertThat(this.transacted.payloads()).isEmpty();
	}

	@Test
	void fullDeadLetterChannelLetsOthersComeOneByOneAndNoneTwice() {
		MemoryChannel full = new MemoryChannel(1).with("older");
		this.bench.deadLetters = full;
		ScriptedBatchWorker worker = new ScriptedBatchWorker((messages) -> {
		});
		this.bench.source(this.transacted.with("a", 42, "c")).start(worker);
		for (int round = 1; round <= 3; round++) {
			this.bench.time.pass(round);
		}
		this.bench.time.awaitWaits(4);
		assertThat(worker.batches).containsExactly(List.of("a"));
		full.queue.clear();
		this.bench.time.pass(4);
		this.bench.await(MessageOutcome.SUCCESS, 2);
		assertThat(worker.batches).containsExactly(List.of("a"), List.of("c"));
		assertThat(full.payloads()).containsExactly(42);
	}

}
