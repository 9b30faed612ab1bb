package io.workerlifecycle.message;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;

import io.workerlifecycle.worker.RecoverySettings;
import io.workerlifecycle.worker.WorkerState;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A channel whose messages are taken and processed in one transaction.
 */
@Timeout(60)
class TransactedIntakeTests {

	private static final IOException FAILURE = new IOException("no answer");

	private final MessageBench bench = new MessageBench();

	private final TransactedChannel channel = new TransactedChannel();

	private final MemoryChannel dead = new MemoryChannel();

	@AfterEach
	void close() {
		this.bench.close();
	}

	@Test
	void processedMessageIsCommittedAndWhatWasSentWithItAppears() {
		TransactedChannel source = this.channel.with("a");
		this.bench.source(source).start(new ScriptedMessageWorker((message, context) -> {
			if (message.getPayload().equals("a")) {
				source.with("b");
			}
		}));
		this.bench.await(MessageOutcome.SUCCESS, 2);
		assertThat(source.commits).hasValue(2);
		assertThat(source.payloads()).isEmpty();
	}

	@Test
	void failedAttemptIsRolledBackWithAllThatWasSent() {
		this.bench.deadLetters = this.dead;
		this.bench.retry = MessageBench.retry(1);
		start(new ScriptedMessageWorker((message, context) -> {
			this.channel.with("result");
			throw FAILURE;
		}), "a");
		this.bench.time.pass(1);
		this.bench.await(MessageOutcome.DEAD_LETTER, 1);
		assertThat(this.channel.rollbacks).hasValue(2);
		assertThat(this.channel.payloads()).isEmpty();
		assertThat(this.dead.payloads()).containsExactly("a");
	}

	@Test
	void failureOfWhatFollowsTheCommitUndoesNothing() {
		start(new ScriptedMessageWorker((message, context) -> TransactionSynchronizationManager
			.registerSynchronization(new TransactionSynchronization() {
				@Override
				public void afterCommit() {
					throw new IllegalStateException("nobody listens");
				}
			})), "a", "b");
		this.bench.await(MessageOutcome.SUCCESS, 2);
		assertThat(this.bench.count(MessageOutcome.RETRY)).isZero();
		assertThat(this.bench.flow().unreachable()).isEmpty();
		assertThat(this.channel.commits).hasValue(2);
	}

	@Test
	void laneHoldsTheMessageWhileItWaits() {
		start(ScriptedMessageWorker.failing("bad", FAILURE), "bad", "good");
		this.bench.time.awaitWaits(1);
		assertThat(this.channel.rollbacks).hasValue(0);
		assertThat(this.channel.payloads()).containsExactly("good");
	}

	@Test
	void stopDuringABackoffRollsBackAtOnce() {
		start(ScriptedMessageWorker.failing("bad", FAILURE), "bad", "good");
		this.bench.time.awaitWaits(1);
		this.bench.stop();
		assertThat(this.channel.payloads()).containsExactly("bad", "good");
		assertThat(this.bench.outcomes.told).containsExactly(MessageOutcome.RETRY, MessageOutcome.RETURNED);
	}

	@Test
	void poisonWithoutDeadLettersGoesToTheEndWithinTheTransaction() {
		this.bench.retry = MessageBench.retry(0);
		this.bench.recovery = new RecoverySettings(5, Duration.ofSeconds(10), Duration.ofSeconds(30));
		start(ScriptedMessageWorker.failing("bad", FAILURE), "bad", "good");
		this.bench.await(MessageOutcome.SUCCESS, 1);
		this.bench.stop();
		assertThat(this.channel.payloads()).containsExactly("bad");
	}

	@Test
	void rollbackThatTheCodeAskedForIsAFailedAttempt() {
		this.bench.deadLetters = this.dead;
		this.bench.retry = MessageBench.retry(2);
		ScriptedMessageWorker worker = start(new ScriptedMessageWorker((message, context) -> {
			if (message.getPayload().equals("bad")) {
				new TransactionTemplate(this.channel).executeWithoutResult((status) -> status.setRollbackOnly());
			}
		}), "bad", "good");
		this.bench.time.pass(1);
		this.bench.time.pass(2);
		this.bench.await(MessageOutcome.SUCCESS, 1);
		assertThat(worker.attempts).containsExactly("bad", "bad", "bad", "good");
		assertThat(this.bench.outcomes.told).containsExactly(MessageOutcome.RETRY, MessageOutcome.RETRY,
				MessageOutcome.DEAD_LETTER, MessageOutcome.SUCCESS);
		assertThat(this.bench.snapshot().work().processed()).isEqualTo(1);
		assertThat(this.dead.queue.element().getHeaders()).containsEntry(DeadLetterHeaders.ATTEMPTS, 3);
	}

	@Test
	void messageWhoseFailureHasSpoiledItsTransactionIsHeldByWhoTakesItNextUntilItIsDue() {
		this.bench.retry = MessageBench.retry(1);
		this.bench.deadLetters = this.dead;
		ScriptedMessageWorker worker = start(spoiling(), "bad", "good");
		this.bench.time.awaitWaits(1);
		assertThat(this.channel.rollbacks).hasValue(1);
		assertThat(this.channel.payloads()).containsExactly("good");
		assertThat(worker.attempts).containsExactly("bad");
		this.bench.time.pass(1);
		this.bench.await(MessageOutcome.SUCCESS, 1);
		assertThat(this.bench.time.waits).containsExactly(Duration.ofSeconds(1));
		assertThat(worker.attempts).containsExactly("bad", "bad", "good");
		assertThat(this.dead.payloads()).containsExactly("bad");
	}

	@Test
	void laneHoldsTheMessageWhileItWaitsAlsoWhereItsTransactionCanOnlyBeRolledBack() {
		start(new ScriptedMessageWorker(
				(message, context) -> new TransactionTemplate(this.channel).executeWithoutResult((status) -> {
					throw new IllegalStateException("a service failed");
				})), "bad");
		this.bench.time.awaitWaits(1);
		assertThat(this.channel.rollbacks).hasValue(0);
	}

	@Test
	void pauseHoldsAlsoWhatIsHeldUntilItIsDue() {
		ScriptedMessageWorker worker = start(spoiling(), "bad");
		this.bench.time.awaitWaits(1);
		this.bench.supervisor.pause("w");
		this.bench.await((snapshot) -> snapshot.paused());
		this.bench.time.pass(1);
		Awaitility.await().until(() -> this.channel.rollbacks.get() == 2);
		assertThat(worker.attempts).containsExactly("bad");
		this.bench.supervisor.resume("w");
		this.bench.time.awaitWaits(2);
		assertThat(worker.attempts).containsExactly("bad", "bad");
	}

	@Test
	void messageThatTwoLanesHaveInHandAtAStopIsCountedOnce() {
		this.bench.concurrency = 2;
		start(new ScriptedMessageWorker((message, context) -> {
			this.channel.spoilAndGiveBack();
			context.awaitStop(Duration.ofHours(1));
			throw FAILURE;
		}), "bad");
		Awaitility.await().until(() -> this.bench.time.waits.contains(Duration.ofMillis(10)));
		this.bench.stop();
		assertThat(this.bench.count(MessageOutcome.RETURNED)).isEqualTo(1);
		assertThat(this.bench.loop().claims()).isEmpty();
		assertThat(this.channel.payloads()).containsExactly("bad");
	}

	@Test
	void stopGivesBackWhatIsHeldUntilItIsDueAndTheNextLifeAttemptsItAtOnce() {
		ScriptedMessageWorker worker = start(spoiling(), "bad");
		this.bench.time.awaitWaits(1);
		this.bench.stop();
		assertThat(this.channel.payloads()).containsExactly("bad");
		this.bench.supervisor.start("w");
		this.bench.time.awaitWaits(2);
		assertThat(worker.attempts).containsExactly("bad", "bad");
		assertThat(this.bench.time.waits).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2));
	}

	@Test
	void messageThatAnotherLaneHasInHandIsLeftToIt() throws Exception {
		this.bench.concurrency = 2;
		this.bench.retry = MessageBench.retry(1);
		this.bench.deadLetters = this.dead;
		CountDownLatch said = new CountDownLatch(1);
		ScriptedMessageWorker worker = start(new ScriptedMessageWorker((message, context) -> {
			this.channel.spoilAndGiveBack();
			said.await();
			throw FAILURE;
		}), "bad");
		Awaitility.await().until(() -> this.bench.time.waits.contains(Duration.ofMillis(10)));
		assertThat(worker.attempts).containsExactly("bad");
		assertThat(this.channel.payloads()).isEmpty();
		said.countDown();
		Awaitility.await().until(() -> {
			this.bench.time.time.advance(Duration.ofSeconds(1));
			return this.dead.payloads().equals(List.of("bad"));
		});
		assertThat(worker.attempts).containsExactly("bad", "bad");
	}

	private ScriptedMessageWorker spoiling() {
		return new ScriptedMessageWorker((message, context) -> {
			if (message.getPayload().equals("bad")) {
				this.channel.spoil();
				throw FAILURE;
			}
		});
	}

	@Test
	void transactionThatCannotBeginMakesTheChannelUnreachableUntilItCan() {
		start(new ScriptedMessageWorker());
		this.channel.failingBegins.set(2);
		this.bench.time.awaitWaits(1);
		assertThatExceptionOfType(UnreachableChannelException.class).isThrownBy(() -> this.bench.loop().checkHealth())
			.withMessageContaining("channel1")
			.withMessageContaining(CannotCreateTransactionException.class.getName())
			.withMessageNotContaining("no connection");
		assertThat(this.bench.flow().unreachable()).containsOnlyKeys("channel1");
		this.bench.time.pass(1);
		this.bench.time.pass(2);
		this.channel.with("a");
		this.bench.await(MessageOutcome.SUCCESS, 1);
		assertThat(this.bench.time.waits).containsExactly(Duration.ofMillis(500), Duration.ofSeconds(1));
		assertThatCode(() -> this.bench.loop().checkHealth()).doesNotThrowAnyException();
		assertThat(this.bench.snapshot().state()).isEqualTo(WorkerState.RUNNING);
	}

	@Test
	void commitThatFailsMakesTheChannelUnreachableAndTheMessageComesAgain() {
		this.channel.failingCommits.set(1);
		ScriptedMessageWorker worker = start(new ScriptedMessageWorker(), "a");
		this.bench.time.awaitWaits(1);
		assertThat(this.bench.flow().unreachable()).containsOnlyKeys("channel1");
		assertThat(this.bench.count(MessageOutcome.SUCCESS)).isZero();
		this.bench.time.pass(1);
		this.bench.time.pass(2);
		this.bench.await(MessageOutcome.SUCCESS, 1);
		assertThat(this.bench.time.waits).containsExactly(Duration.ofMillis(500), Duration.ofMillis(500));
		assertThat(worker.attempts).containsExactly("a", "a");
		Awaitility.await().until(() -> this.bench.flow().unreachable().isEmpty());
	}

	@Test
	void messageThatCannotBeCommittedIsPoisonLikeAnyOther() {
		this.bench.deadLetters = this.dead;
		this.bench.retry = MessageBench.retry(1);
		this.channel.failingCommits.set(2);
		start(new ScriptedMessageWorker(), "bad", "good");
		this.bench.time.pass(1);
		this.bench.time.pass(2);
		this.bench.time.pass(3);
		this.bench.await(MessageOutcome.SUCCESS, 1);
		assertThat(this.dead.payloads()).containsExactly("bad");
	}

	@Test
	void burialThatCannotBeCommittedIsTriedAgainWithItsOwnFailure() {
		this.bench.retry = MessageBench.retry(0);
		this.bench.deadLetters = this.dead;
		start(new ScriptedMessageWorker((message, context) -> {
			this.channel.failingCommits.set(1);
			throw FAILURE;
		}), "bad");
		this.bench.time.pass(1);
		this.bench.await(MessageOutcome.DEAD_LETTER, 1);
		assertThat(this.bench.count(MessageOutcome.DEAD_LETTER)).isEqualTo(1);
		assertThat(this.dead.queue).allSatisfy((letter) -> assertThat(letter.getHeaders())
			.containsEntry(DeadLetterHeaders.EXCEPTION, IOException.class.getName())
			.containsEntry(DeadLetterHeaders.ATTEMPTS, 1));
	}

	@Test
	void interruptThatTheWorkLeftSetDoesNotReachTheCommit() {
		ScriptedMessageWorker worker = start(new ScriptedMessageWorker((message, context) -> {
			if (message.getPayload().equals("a")) {
				Thread.currentThread().interrupt();
			}
		}));
		this.channel.with("a");
		this.bench.await(MessageOutcome.SUCCESS, 1);
		assertThat(worker.attempts).containsExactly("a");
		assertThat(this.channel.payloads()).isEmpty();
	}

	private ScriptedMessageWorker start(ScriptedMessageWorker worker, Object... payloads) {
		this.bench.source(this.channel.with(payloads)).start(worker);
		return worker;
	}

}
