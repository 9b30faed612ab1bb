package io.workerlifecycle.message;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

import io.workerlifecycle.worker.WorkerState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.messaging.Message;
import org.springframework.messaging.MessageChannel;
import org.springframework.messaging.MessageDeliveryException;
import org.springframework.messaging.support.GenericMessage;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Dead letters that their channel does not take.
 */
@Timeout(60)
class FailingDeadLettersTests {

	private static final IOException FAILURE = new IOException("no answer");

	private final MessageBench bench = new MessageBench();

	private final MemoryChannel channel = new MemoryChannel();

	private final MemoryChannel dead = new MemoryChannel();

	@AfterEach
	void close() {
		this.bench.close();
	}

	@Test
	void fullDeadLetterChannelIsTriedAgainAndNothingIsLost() {
		MemoryChannel full = new MemoryChannel(1).with("older");
		this.bench.deadLetters = full;
		this.bench.retry = MessageBench.retry(0);
		ScriptedMessageWorker worker = start(ScriptedMessageWorker.failing("bad", FAILURE), "bad", "good");
		this.bench.time.pass(1);
		this.bench.time.awaitWaits(2);
		full.queue.clear();
		this.bench.time.pass(2);
		this.bench.await(MessageOutcome.SUCCESS, 1);
		assertThat(full.payloads()).containsExactly("bad");
		assertThat(worker.attempts).containsExactly("bad", "good");
	}

	@Test
	void deadLetterChannelThatThrowsIsTriedAgainAndNothingIsLost() {
		this.dead.broken = true;
		this.bench.deadLetters = this.dead;
		this.bench.retry = MessageBench.retry(0);
		start(ScriptedMessageWorker.failing("bad", FAILURE), "bad");
		this.bench.time.pass(1);
		this.bench.time.awaitWaits(2);
		this.dead.broken = false;
		this.bench.time.pass(2);
		this.bench.await(MessageOutcome.DEAD_LETTER, 1);
		assertThat(this.dead.payloads()).containsExactly("bad");
	}

	@Test
	void exceptionThatTellsNothingOfItselfIsAFailureLikeAnyOther() {
		this.bench.deadLetters = this.dead;
		this.bench.retry = MessageBench.retry(0);
		start(ScriptedMessageWorker.failing("bad", new Silent()), "bad", "good");
		this.bench.await(MessageOutcome.SUCCESS, 1);
		assertThat(this.bench.snapshot().incarnation()).isEqualTo(1);
		assertThat(this.dead.payloads()).containsExactly("bad");
	}

	@Test
	void deadLetterChannelWhoseLibraryIsMissingEndsNoLifeAndNothingIsLost() {
		this.bench.deadLetters = new BrokenChannel();
		this.bench.retry = MessageBench.retry(0);
		ScriptedMessageWorker worker = start(ScriptedMessageWorker.failing("bad", FAILURE), "bad", "good");
		this.bench.time.pass(1);
		this.bench.await(MessageOutcome.SUCCESS, 1);
		assertThat(this.bench.snapshot().incarnation()).isEqualTo(1);
		assertThat(worker.attempts).containsExactly("bad", "good");
		this.bench.end();
		assertThat(this.channel.payloads()).containsExactly("bad");
	}

	@Test
	void poisonThatItsDeadLetterChannelCannotTakeBlocksNobody() {
		this.dead.broken = true;
		this.bench.deadLetters = this.dead;
		this.bench.retry = MessageBench.retry(0);
		ScriptedMessageWorker worker = start(ScriptedMessageWorker.failing("bad", FAILURE), "bad", "good");
		this.bench.time.pass(1);
		this.bench.await(MessageOutcome.SUCCESS, 1);
		this.bench.time.awaitWaits(2);
		assertThat(worker.attempts).containsExactly("bad", "good");
		assertThat(this.bench.count(MessageOutcome.RETURNED)).isEqualTo(1);
		assertThat(this.bench.count(MessageOutcome.DEAD_LETTER)).isZero();
	}

	@Test
	void transactionThatTheLetterHasSpoiledIsUndoneAndTheLifeGoesOn() {
		TransactedChannel source = new TransactedChannel().with("bad");
		this.bench.deadLetters = new SpoilingChannel(source);
		this.bench.retry = MessageBench.retry(0);
		this.bench.source(source).start(ScriptedMessageWorker.failing("bad", FAILURE));
		this.bench.time.pass(1);
		this.bench.time.awaitWaits(2);
		assertThat(this.bench.snapshot().state()).isEqualTo(WorkerState.RUNNING);
		assertThat(this.bench.snapshot().incarnation()).isEqualTo(1);
		assertThat(source.payloads()).isEmpty();
		this.bench.end();
		assertThat(source.payloads()).containsExactly("bad");
	}

	@Test
	void senderThatWaitsIsNotToldOfAFailureOfTheDeadLetterChannel() {
		HandoverChannel handover = new HandoverChannel();
		this.dead.broken = true;
		this.bench.deadLetters = this.dead;
		this.bench.retry = MessageBench.retry(0);
		this.bench.source(handover).start(ScriptedMessageWorker.failing("bad", FAILURE));
		CompletableFuture<Boolean> sent = CompletableFuture
			.supplyAsync(() -> handover.send(new GenericMessage<>("bad")), MessageBench::run);
		this.bench.time.pass(1);
		this.bench.time.awaitWaits(2);
		assertThat(sent).isNotDone();
		this.dead.broken = false;
		this.bench.time.pass(2);
		assertThat(sent.join()).isTrue();
		assertThat(this.dead.payloads()).containsExactly("bad");
	}

	@Test
	void messageThatWasSentTwiceIsNotLostWhereOneStepsAsideAndTheOtherFindsNoRoom() {
		Message<?> twice = new GenericMessage<>(42);
		this.channel.send(twice);
		this.channel.send(twice);
		this.bench.deadLetters = new FirstFailingChannel(new AtomicBoolean());
		this.bench.batch = new BatchSettings(2, Duration.ofHours(1));
		this.bench.source(this.channel).start(new ScriptedBatchWorker((messages) -> {
		}));
		this.bench.time.pass(1);
		this.bench.time.awaitWaits(2);
		this.bench.end();
		assertThat(this.channel.payloads()).containsExactly(42, 42);
	}

	private ScriptedMessageWorker start(ScriptedMessageWorker worker, Object... payloads) {
		this.bench.source(this.channel.with(payloads)).start(worker);
		return worker;
	}

	/**
	 * Fails, and with it all that is sent in the transaction from then on.
	 */
	private record SpoilingChannel(TransactedChannel source) implements MessageChannel {

		@Override
		public boolean send(Message<?> message, long timeout) {
			this.source.spoil();
			throw new MessageDeliveryException("refused");
		}

	}

	/**
	 * Fails with an error.
	 */
	private record BrokenChannel() implements MessageChannel {

		@Override
		public boolean send(Message<?> message, long timeout) {
			throw new NoClassDefFoundError("com/example/Broker");
		}

	}

	/**
	 * Fails once, and is full from then on.
	 */
	private record FirstFailingChannel(AtomicBoolean failed) implements MessageChannel {

		@Override
		public boolean send(Message<?> message, long timeout) {
			if (this.failed.compareAndSet(false, true)) {
				throw new MessageDeliveryException("refused");
			}
			return false;
		}

	}

}
