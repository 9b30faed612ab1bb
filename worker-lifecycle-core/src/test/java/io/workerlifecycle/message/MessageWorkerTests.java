package io.workerlifecycle.message;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import io.workerlifecycle.worker.RecoverySettings;
import io.workerlifecycle.worker.WorkerSnapshot;
import io.workerlifecycle.worker.WorkerState;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.messaging.Message;
import org.springframework.messaging.support.MessageBuilder;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What becomes of the messages of a worker that takes one at a time.
 */
@Timeout(60)
class MessageWorkerTests {

	private static final IOException FAILURE = new IOException("no answer");

	private final MessageBench bench = new MessageBench();

	private final MemoryChannel channel = new MemoryChannel();

	private final MemoryChannel dead = new MemoryChannel();

	@AfterEach
	void close() {
		this.bench.close();
	}

	@Test
	void processedMessageIsGone() {
		ScriptedMessageWorker worker = start(new ScriptedMessageWorker(), "a", "b");
		this.bench.await(MessageOutcome.SUCCESS, 2);
		assertThat(worker.processed).containsExactly("a", "b");
		assertThat(this.channel.queue).isEmpty();
		assertThat(this.bench.snapshot().work().processed()).isEqualTo(2);
	}

	@Test
	void payloadIsConvertedAndHeadersStay() {
		this.channel.send(MessageBuilder.withPayload("text".getBytes()).setHeader("k", "v").build());
		Message<?>[] seen = new Message<?>[1];
		start(new ScriptedMessageWorker((message, context) -> seen[0] = message));
		this.bench.await(MessageOutcome.SUCCESS, 1);
		assertThat(seen[0].getPayload()).isEqualTo("text");
		assertThat(seen[0].getHeaders()).containsEntry("k", "v");
	}

	@Test
	void failedMessageIsTriedAgainAfterTheDelaysOfThePolicyAndThenIsADeadLetter() {
		this.bench.deadLetters = this.dead;
		ScriptedMessageWorker worker = start(ScriptedMessageWorker.failing("bad", FAILURE), "bad", "good");
		for (int i = 1; i <= 3; i++) {
			this.bench.time.pass(i);
		}
		this.bench.await(MessageOutcome.SUCCESS, 1);
		assertThat(this.bench.time.waits).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2),
				Duration.ofSeconds(4));
		assertThat(worker.attempts).containsExactly("bad", "bad", "bad", "bad", "good");
		assertThat(this.bench.outcomes.told).containsExactly(MessageOutcome.RETRY, MessageOutcome.RETRY,
				MessageOutcome.RETRY, MessageOutcome.DEAD_LETTER, MessageOutcome.SUCCESS);
		assertThat(this.dead.payloads()).containsExactly("bad");
	}

	@Test
	void messageThatSucceedsAtLastIsForgotten() {
		AtomicInteger left = new AtomicInteger(2);
		start(new ScriptedMessageWorker((message, context) -> {
			if (left.getAndDecrement() > 0) {
				throw FAILURE;
			}
		}), "a");
		this.bench.time.pass(1);
		this.bench.time.pass(2);
		this.bench.await(MessageOutcome.SUCCESS, 1);
		assertThat(this.bench.loop().failed().isEmpty()).isTrue();
	}

	@Test
	void timeOfARetryIsThatOfTheWorkAndNotOfTheWaiting() {
		this.bench.deadLetters = this.dead;
		start(ScriptedMessageWorker.failing("bad", FAILURE), "bad");
		this.bench.time.pass(1);
		this.bench.await(MessageOutcome.RETRY, 1);
		assertThat(this.bench.outcomes.nanos).first().isEqualTo(0L);
	}

	@Test
	void excludedExceptionGoesToTheDeadLettersAtOnceAlsoAsACause() {
		this.bench.retry = new MessageRetry(MessageBench.RETRY.timing(), Set.of(), Set.of(IOException.class));
		assertDeadLetterAtOnce(new UncheckedIOException(FAILURE));
	}

	@Test
	void exceptionThatIsNotIncludedGoesToTheDeadLettersAtOnce() {
		this.bench.retry = new MessageRetry(MessageBench.RETRY.timing(), Set.of(IOException.class), Set.of());
		assertDeadLetterAtOnce(new IllegalStateException("no"));
	}

	@Test
	void causesInACircleAreTriedAgainLikeAnyOther() {
		this.bench.deadLetters = this.dead;
		Exception first = new IllegalStateException("first");
		Exception second = new IllegalStateException("second", first);
		first.initCause(second);
		start(ScriptedMessageWorker.failing("bad", first), "bad");
		this.bench.time.pass(1);
		this.bench.await(MessageOutcome.RETRY, 1);
	}

	@Test
	void messageThatCannotBeConvertedGoesToTheDeadLettersAtOnce() {
		this.bench.deadLetters = this.dead;
		ScriptedMessageWorker worker = start(new ScriptedMessageWorker(), 42, "good");
		this.bench.await(MessageOutcome.SUCCESS, 1);
		assertThat(worker.attempts).containsExactly("good");
		assertThat(this.dead.payloads()).containsExactly(42);
		assertThat(this.bench.time.waits).isEmpty();
	}

	private void assertDeadLetterAtOnce(Exception failure) {
		this.bench.deadLetters = this.dead;
		ScriptedMessageWorker worker = start(ScriptedMessageWorker.failing("bad", failure), "bad", "good");
		this.bench.await(MessageOutcome.SUCCESS, 1);
		assertThat(worker.attempts).containsExactly("bad", "good");
		assertThat(this.dead.payloads()).containsExactly("bad");
		assertThat(this.bench.time.waits).isEmpty();
	}

	@Test
	void deadLetterIsTheOriginalWithWhatWentWrongInItsHeaders() {
		this.bench.deadLetters = this.dead;
		this.bench.retry = MessageBench.retry(0);
		Message<Object> original = MessageBuilder.<Object>withPayload("bad").setHeader("k", "v").build();
		this.channel.send(original);
		start(ScriptedMessageWorker.failing("bad", FAILURE));
		this.bench.await(MessageOutcome.DEAD_LETTER, 1);
		Map<String, Object> headers = this.dead.queue.element().getHeaders();
		assertThat(this.dead.queue.element().getPayload()).isSameAs(original.getPayload());
		assertThat(headers).containsEntry("k", "v")
			.containsEntry(DeadLetterHeaders.WORKER, "w")
			.containsEntry(DeadLetterHeaders.CHANNEL, "channel1")
			.containsEntry(DeadLetterHeaders.EXCEPTION, IOException.class.getName())
			.containsEntry(DeadLetterHeaders.EXCEPTION_MESSAGE, "no answer")
			.containsEntry(DeadLetterHeaders.ATTEMPTS, 1)
			.containsEntry(DeadLetterHeaders.FAILED_AT, Instant.parse("2026-01-01T00:00:00Z").toEpochMilli())
			.containsEntry(DeadLetterHeaders.ORIGINAL_ID, String.valueOf(original.getHeaders().getId()))
			.containsEntry(DeadLetterHeaders.ORIGINAL_TIMESTAMP, original.getHeaders().getTimestamp());
		assertThat(String.valueOf(headers.get(DeadLetterHeaders.STACK_TRACE))).contains("no answer")
			.hasSizeLessThanOrEqualTo(8000);
	}

	@Test
	void failureIsListedWithoutPayloadAndText() {
		this.bench.retry = MessageBench.retry(0);
		this.bench.deadLetters = this.dead;
		start(ScriptedMessageWorker.failing("bad", FAILURE), "bad");
		this.bench.await(MessageOutcome.DEAD_LETTER, 1);
		assertThat(this.bench.flow().failures()).singleElement()
			.satisfies((failure) -> assertThat(failure.exception()).isEqualTo(IOException.class.getName()))
			.satisfies((failure) -> assertThat(failure.channel()).isEqualTo("channel1"));
	}

	@Test
	void poisonWithoutDeadLettersGoesToTheEndOfItsChannelAndTheNextIsProcessed() {
		this.bench.retry = MessageBench.retry(0);
		this.bench.recovery = new RecoverySettings(5, Duration.ofSeconds(10), Duration.ofSeconds(30));
		ScriptedMessageWorker worker = start(ScriptedMessageWorker.failing("bad", FAILURE), "bad", "good");
		this.bench.await(MessageOutcome.SUCCESS, 1);
		assertThat(worker.attempts.subList(0, 2)).containsExactly("bad", "good");
		assertThat(this.bench.outcomes.told.get(0)).isEqualTo(MessageOutcome.RETURNED);
		this.bench.await(WorkerSnapshot::recovering);
		Awaitility.await().until(() -> this.bench.flow().inFlight() == 0);
		this.bench.stop();
		assertThat(this.channel.payloads()).containsExactly("bad");
	}

	@Test
	void poisonThatItsFullChannelDoesNotTakeBackHoldsUpNobodyAndIsNotLost() {
		MemoryChannel narrow = new MemoryChannel(2).with("bad", "good");
		Queue<String> fillers = new ConcurrentLinkedQueue<>(List.of("filler"));
		this.bench.retry = MessageBench.retry(0);
		this.bench.recovery = new RecoverySettings(5, Duration.ofSeconds(10), Duration.ofSeconds(30));
		ScriptedMessageWorker worker = new ScriptedMessageWorker((message, context) -> {
			if (message.getPayload().equals("bad")) {
				fillers.forEach(narrow::with);
				fillers.clear();
				throw FAILURE;
			}
		});
		this.bench.source(narrow).start(worker);
		this.bench.await(MessageOutcome.SUCCESS, 2);
		assertThat(worker.processed).startsWith("good", "filler");
		this.bench.await(WorkerSnapshot::recovering);
		this.bench.stop();
		int before = worker.attempts.size();
		this.bench.supervisor.start("w");
		Awaitility.await().until(() -> worker.attempts.subList(before, worker.attempts.size()).contains("bad"));
	}

	@Test
	void failuresInARowBringTheRecoveryPauseEvenWhereTimeStandsStill() {
		this.bench.recovery = new RecoverySettings(3, Duration.ofSeconds(10), Duration.ofSeconds(30));
		this.bench.retry = MessageBench.retry(0);
		this.bench.deadLetters = this.dead;
		ScriptedMessageWorker worker = new ScriptedMessageWorker((message, context) -> {
			this.channel.with("next");
			throw FAILURE;
		});
		start(worker, "first");
		this.bench.await(WorkerSnapshot::recovering);
		Awaitility.await().until(() -> this.bench.flow().inFlight() == 0);
		int before = worker.attempts.size();
		this.bench.time.time.advance(Duration.ofSeconds(10));
		Awaitility.await().until(() -> worker.attempts.size() > before);
	}

	@Test
	void pauseIsSeenByABusyLaneWhileTimeStandsStill() {
		ScriptedMessageWorker worker = start(
				new ScriptedMessageWorker((message, context) -> this.channel.send(message)), "a");
		this.bench.await(MessageOutcome.SUCCESS, 10);
		this.bench.supervisor.pause("w");
		Awaitility.await().during(Duration.ofMillis(50)).until(worker.attempts::size, new Unchanged()::test);
	}

	@Test
	void stopDuringABackoffGivesTheMessageBackToTheEndOfItsChannel() {
		start(ScriptedMessageWorker.failing("bad", FAILURE), "bad", "good");
		this.bench.time.awaitWaits(1);
		this.bench.stop();
		assertThat(this.channel.payloads()).containsExactly("good", "bad");
		assertThat(this.bench.outcomes.told).containsExactly(MessageOutcome.RETRY, MessageOutcome.RETURNED);
	}

	@Test
	void interruptByTheStopTimeoutGivesTheMessageBack() {
		CountDownLatch begun = new CountDownLatch(1);
		start(new ScriptedMessageWorker((message, context) -> {
			begun.countDown();
			new CountDownLatch(1).await();
		}), "slow");
		Awaitility.await().until(() -> begun.getCount() == 0);
		this.bench.supervisor.stop("w");
		this.bench.await(WorkerState.STOPPING);
		this.bench.time.time.advance(Duration.ofSeconds(10));
		this.bench.await(WorkerState.STOPPED);
		assertThat(this.channel.payloads()).containsExactly("slow");
		assertThat(this.bench.outcomes.told).containsExactly(MessageOutcome.RETURNED);
		assertThat(this.bench.snapshot().work().failed()).isZero();
	}

	@Test
	void stopFinishesWhatIsUnderWayAndTakesNothingNew() throws Exception {
		CountDownLatch begun = new CountDownLatch(1);
		CountDownLatch end = new CountDownLatch(1);
		ScriptedMessageWorker worker = start(new ScriptedMessageWorker((message, context) -> {
			begun.countDown();
			end.await();
		}), "a", "b");
		begun.await();
		this.bench.supervisor.stop("w");
		this.bench.await(WorkerState.STOPPING);
		end.countDown();
		this.bench.await(WorkerState.STOPPED);
		assertThat(worker.processed).containsExactly("a");
		assertThat(this.channel.payloads()).containsExactly("b");
	}

	@Test
	void errorEndsTheLifeAndTheMessageComesAgainInTheNext() {
		AtomicInteger left = new AtomicInteger(1);
		ScriptedMessageWorker worker = start(new ScriptedMessageWorker((message, context) -> {
			if (left.getAndDecrement() > 0) {
				throw new OutOfMemoryError("test");
			}
		}));
		this.channel.with("a");
		this.bench.await(WorkerState.ERROR);
		assertThat(this.channel.payloads()).containsExactly("a");
		this.bench.supervisor.start("w");
		this.bench.await(MessageOutcome.SUCCESS, 1);
		assertThat(worker.attempts).containsExactly("a", "a");
	}

	@Test
	void errorsOfOneMessageCountAsAttempts() {
		this.bench.retry = MessageBench.retry(1);
		this.bench.deadLetters = this.dead;
		start(new ScriptedMessageWorker((message, context) -> {
			throw new OutOfMemoryError("test");
		}));
		this.channel.with("a");
		for (int life = 1; life <= 2; life++) {
			int current = life;
			this.bench.await((snapshot) -> snapshot.state() == WorkerState.ERROR && snapshot.incarnation() == current);
			this.bench.supervisor.start("w");
		}
		this.bench.await(MessageOutcome.DEAD_LETTER, 1);
	}

	private ScriptedMessageWorker start(ScriptedMessageWorker worker, Object... payloads) {
		this.bench.source(this.channel.with(payloads)).start(worker);
		return worker;
	}

	/** Whether a number is what it was when it was last looked at. */
	private static final class Unchanged {

		private int last = -1;

		private boolean test(int now) {
			boolean same = now == this.last;
			this.last = now;
			return same;
		}

	}

}
