package io.workerlifecycle.message;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import io.workerlifecycle.worker.WorkerState;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.messaging.Message;
import org.springframework.messaging.PollableChannel;
import org.springframework.messaging.converter.MessageConversionException;
import org.springframework.messaging.converter.StringMessageConverter;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What becomes of the messages of a worker that takes many at a time. A batch has three.
 */
@Timeout(60)
class BatchWorkerTests {

	private static final IOException FAILURE = new IOException("no answer");

	private final MessageBench bench = new MessageBench();

	private final MemoryChannel channel = new MemoryChannel();

	private final MemoryChannel dead = new MemoryChannel();

	@AfterEach
	void close() {
		this.bench.close();
	}

	@Test
	void batchIsHandedOverWhenItHasItsSize() {
		ScriptedBatchWorker worker = start(new ScriptedBatchWorker((messages) -> {
		}), "a", "b", "c", "d", "e", "f", "g");
		this.bench.await(MessageOutcome.SUCCESS, 6);
		assertThat(worker.batches).containsExactly(List.of("a", "b", "c"), List.of("d", "e", "f"));
	}

	@Test
	void batchIsHandedOverWhenItsFirstMessageHasWaitedLongEnough() {
		ScriptedBatchWorker worker = start(new ScriptedBatchWorker((messages) -> {
		}), "a", "b");
		Awaitility.await().until(this.channel.queue::isEmpty);
		assertThat(worker.batches).isEmpty();
		Awaitility.await().until(() -> {
			this.bench.time.time.advance(Duration.ofSeconds(1));
			return worker.batches.size() == 1;
		});
		assertThat(worker.batches).containsExactly(List.of("a", "b"));
	}

	@Test
	void batchWithoutAWaitIsWhatIsThereAlready() {
		this.bench.batch = new BatchSettings(3, Duration.ZERO);
		ScriptedBatchWorker worker = start(new ScriptedBatchWorker((messages) -> {
		}), "a", "b");
		this.bench.await(MessageOutcome.SUCCESS, 2);
		assertThat(worker.batches).containsExactly(List.of("a", "b"));
	}

	@Test
	void interruptOfAStopWhileAMessageIsConvertedIsNoFailureOfTheMessage() throws Exception {
		this.bench.deadLetters = this.dead;
		this.bench.batch = new BatchSettings(3, Duration.ZERO);
		CountDownLatch converting = new CountDownLatch(1);
		this.bench.converter = new StringMessageConverter() {
			@Override
			protected @Nullable Object convertFromInternal(Message<?> message, Class<?> type, @Nullable Object hint) {
				converting.countDown();
				try {
					new CountDownLatch(1).await();
				}
				catch (InterruptedException ex) {
					throw new MessageConversionException("interrupted", ex);
				}
				return null;
			}
		};
		start(new ScriptedBatchWorker((messages) -> {
		}), (Object) "a".getBytes(StandardCharsets.UTF_8));
		converting.await();
		this.bench.supervisor.stop("w");
		this.bench.await(WorkerState.STOPPING);
		this.bench.time.time.advance(Duration.ofSeconds(10));
		this.bench.await(WorkerState.STOPPED);
		assertThat(this.bench.outcomes.told).containsExactly(MessageOutcome.RETURNED);
		assertThat(this.channel.queue).hasSize(1);
		assertThat(this.dead.queue).isEmpty();
	}

	@Test
	void stopHandsOverWhatWasTaken() {
		ScriptedBatchWorker worker = start(new ScriptedBatchWorker((messages) -> {
		}), "a", "b");
		Awaitility.await().until(this.channel.queue::isEmpty);
		this.bench.stop();
		assertThat(worker.batches).containsExactly(List.of("a", "b"));
		assertThat(this.channel.queue).isEmpty();
		assertThat(this.bench.outcomes.told).containsOnly(MessageOutcome.SUCCESS);
	}

	@Test
	void namedMessageIsTriedAgainAloneAndTheOthersAreNotDoneAgain() {
		this.bench.deadLetters = this.dead;
		ScriptedBatchWorker worker = start(ScriptedBatchWorker.naming("bad", FAILURE), "a", "bad", "c");
		for (int i = 1; i <= 3; i++) {
			this.bench.time.pass(i);
		}
		this.bench.await(MessageOutcome.DEAD_LETTER, 1);
		assertThat(worker.batches).containsExactly(List.of("a", "bad", "c"), List.of("bad"), List.of("bad"),
				List.of("bad"));
		assertThat(this.bench.time.waits).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2),
				Duration.ofSeconds(4));
		assertThat(this.dead.payloads()).containsExactly("bad");
		assertThat(this.bench.count(MessageOutcome.SUCCESS)).isEqualTo(2);
	}

	@Test
	void batchThatFailsAsAWholeComesAgainOneByOneAndThePoisonIsFound() {
		this.bench.deadLetters = this.dead;
		this.bench.retry = MessageBench.retry(0);
		ScriptedBatchWorker worker = start(ScriptedBatchWorker.failing("bad", FAILURE), "a", "bad", "c");
		this.bench.await(MessageOutcome.SUCCESS, 2);
		this.bench.await(MessageOutcome.DEAD_LETTER, 1);
		assertThat(worker.batches).containsExactly(List.of("a", "bad", "c"), List.of("a"), List.of("bad"),
				List.of("c"));
		assertThat(this.dead.payloads()).containsExactly("bad");
		assertThat(this.bench.snapshot().work().failed()).isEqualTo(2);
	}

	@Test
	void exceptionThatNamesAStrangerIsAFailureOfTheWhole() {
		this.bench.deadLetters = this.dead;
		this.bench.retry = MessageBench.retry(0);
		MemoryChannel other = new MemoryChannel().with("x");
		ScriptedBatchWorker worker = start(new ScriptedBatchWorker((messages) -> {
			throw new BatchFailedException(other.queue.element(), FAILURE);
		}), "a", "b", "c");
		this.bench.await(MessageOutcome.DEAD_LETTER, 3);
		assertThat(worker.batches).hasSize(4);
	}

	@Test
	void messageThatCannotBeConvertedLeavesAndTheOthersAreProcessed() {
		this.bench.deadLetters = this.dead;
		ScriptedBatchWorker worker = start(new ScriptedBatchWorker((messages) -> {
		}), "a", 42, "c");
		this.bench.await(MessageOutcome.SUCCESS, 2);
		assertThat(worker.batches).containsExactly(List.of("a", "c"));
		assertThat(this.dead.payloads()).containsExactly(42);
	}

	@Test
	void messageNamedWithoutACauseIsNotTakenForProcessed() {
		this.bench.deadLetters = this.dead;
		this.bench.retry = MessageBench.retry(0);
		start(new ScriptedBatchWorker((messages) -> {
			if (messages.size() > 1) {
				throw new BatchFailedException(messages.get(0), FAILURE).and(messages.get(1), withoutACause());
			}
			throw FAILURE;
		}), "a", "b", "c");
		this.bench.await(MessageOutcome.DEAD_LETTER, 2);
		assertThat(this.dead.payloads()).containsExactly("a", "b");
		assertThat(this.bench.count(MessageOutcome.SUCCESS)).isEqualTo(1);
	}

	/** Users have no checker for nulls. */
	@SuppressWarnings("NullAway")
	private static Throwable withoutACause() {
		return FAILURE.getCause();
	}

	@Test
	void errorOfAConverterIsTheFailureOfOneMessage() {
		this.bench.deadLetters = this.dead;
		this.bench.converter = new StringMessageConverter() {
			@Override
			protected boolean supports(Class<?> type) {
				throw new NoClassDefFoundError("gone");
			}
		};
		ScriptedBatchWorker worker = start(new ScriptedBatchWorker((messages) -> {
		}), "a", 42, "c");
		this.bench.await(MessageOutcome.SUCCESS, 2);
		assertThat(worker.batches).containsExactly(List.of("a", "c"));
		assertThat(this.dead.payloads()).containsExactly(42);
	}

	@Test
	void batchThatEndsTheLifeComesOneByOneInTheNext() {
		ScriptedBatchWorker worker = start(new ScriptedBatchWorker((messages) -> {
			if (messages.size() > 1) {
				throw new OutOfMemoryError("test");
			}
		}));
		this.channel.with("a", "b", "c");
		this.bench.await(WorkerState.ERROR);
		this.bench.supervisor.start("w");
		this.bench.await(MessageOutcome.SUCCESS, 3);
		assertThat(worker.batches).hasSize(4).endsWith(List.of("a"), List.of("b"), List.of("c"));
	}

	@Test
	void outOfMemoryWhileOneIsConvertedGivesUpNobody() {
		this.bench.deadLetters = this.dead;
		AtomicInteger left = new AtomicInteger(1);
		this.bench.converter = new StringMessageConverter() {
			@Override
			protected boolean supports(Class<?> type) {
				if (left.getAndDecrement() > 0) {
					throw new OutOfMemoryError("test");
				}
				return super.supports(type);
			}
		};
		ScriptedBatchWorker worker = start(new ScriptedBatchWorker((messages) -> {
		}));
		this.channel.with("a", "b".getBytes(StandardCharsets.UTF_8), "c");
		this.bench.await(WorkerState.ERROR);
		this.bench.supervisor.start("w");
		this.bench.await(MessageOutcome.SUCCESS, 3);
		assertThat(worker.batches).containsExactly(List.of("a"), List.of("b"), List.of("c"));
		assertThat(this.dead.payloads()).isEmpty();
	}

	@Test
	void noChannelIsAskedToWaitForZeroMilliseconds() {
		this.bench.batch = new BatchSettings(3, Duration.ZERO);
		AtomicLong shortest = new AtomicLong(Long.MAX_VALUE);
		this.channel.with("a", "b");
		this.bench.source(new PollableChannel() {
			@Override
			public boolean send(Message<?> message, long timeout) {
				return BatchWorkerTests.this.channel.send(message, timeout);
			}

			@Override
			public @Nullable Message<?> receive() {
				return receive(-1);
			}

			@Override
			public @Nullable Message<?> receive(long timeout) {
				shortest.accumulateAndGet(timeout, Math::min);
				return BatchWorkerTests.this.channel.receive(timeout);
			}
		}).start(new ScriptedBatchWorker((messages) -> {
		}));
		this.bench.await(MessageOutcome.SUCCESS, 2);
		assertThat(shortest).hasValue(1);
	}

	@Test
	void degradingFailureGivesTheSameBatchAtOnceToProcessDegraded() {
		this.bench.degradation = new DegradationSettings(Set.of(IOException.class), Duration.ofSeconds(30));
		ScriptedBatchWorker worker = start(ScriptedBatchWorker.failing("b", FAILURE), "a", "b", "c");
		this.bench.await(MessageOutcome.DEGRADED, 3);
		assertThat(worker.batches).containsExactly(List.of("a", "b", "c"));
		assertThat(worker.degraded).containsExactly(List.of("a", "b", "c"));
		assertThat(this.bench.time.waits).isEmpty();
	}

	@Test
	void interruptGivesTheWholeBatchBack() throws Exception {
		CountDownLatch begun = new CountDownLatch(1);
		start(new ScriptedBatchWorker((messages) -> {
			begun.countDown();
			new CountDownLatch(1).await();
		}), "a", "b", "c");
		begun.await();
		this.bench.supervisor.stop("w");
		this.bench.await(WorkerState.STOPPING);
		this.bench.time.time.advance(Duration.ofSeconds(10));
		this.bench.await(WorkerState.STOPPED);
		assertThat(this.channel.payloads()).containsExactly("a", "b", "c");
		assertThat(this.bench.outcomes.told).isEqualTo(Collections.nCopies(3, MessageOutcome.RETURNED));
	}

	private ScriptedBatchWorker start(ScriptedBatchWorker worker, Object... payloads) {
		this.bench.source(this.channel.with(payloads)).start(worker);
		return worker;
	}

}
