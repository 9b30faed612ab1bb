package io.workerlifecycle.message;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

import io.workerlifecycle.thread.LogContext;
import io.workerlifecycle.worker.WorkerState;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Several threads that take messages for one worker.
 */
@Timeout(60)
class LaneGroupTests {

	private final Marks marks = new Marks();

	private final MessageBench bench = new MessageBench(this.marks);

	private final MemoryChannel channel = new MemoryChannel();

	private final TransactedChannel other = new TransactedChannel();

	@AfterEach
	void close() {
		this.bench.close();
	}

	@Test
	void eachChannelHasAsManyLanesAsTheConcurrency() {
		CyclicBarrier all = new CyclicBarrier(4);
		this.bench.concurrency = 2;
		this.bench.source(this.channel.with("1", "2"))
			.source(this.other.with("3", "4"))
			.start(new ScriptedMessageWorker((message, context) -> all.await()));
		this.bench.await(MessageOutcome.SUCCESS, 4);
	}

	@Test
	void everyLaneIsMarkedInTheLogWithTheNameOfTheWorker() {
		CyclicBarrier all = new CyclicBarrier(3);
		Set<String> seen = ConcurrentHashMap.newKeySet();
		this.bench.concurrency = 3;
		this.bench.source(this.channel.with("1", "2", "3")).start(new ScriptedMessageWorker((message, context) -> {
			seen.add(Thread.currentThread().getName() + " " + this.marks.current.get());
			all.await();
		}));
		this.bench.await(MessageOutcome.SUCCESS, 3);
		assertThat(seen).containsExactlyInAnyOrder("worker-w-1 worker=w", "worker-w-lane-2 worker=w",
				"worker-w-lane-3 worker=w");
	}

	@Test
	void laneThatThrowsEndsTheOthersAtOnceAndNothingIsLost() {
		CountDownLatch others = new CountDownLatch(3);
		this.bench.concurrency = 2;
		ScriptedMessageWorker worker = new ScriptedMessageWorker((message, context) -> {
			others.countDown();
			if (message.getPayload().equals("bad")) {
				others.await();
				throw new OutOfMemoryError("test");
			}
			new CountDownLatch(1).await();
		});
		this.bench.source(this.channel).source(this.other).start(worker);
		this.channel.with("a", "bad");
		this.other.with("b");
		this.bench.await(WorkerState.ERROR);
		assertThat(this.channel.payloads()).containsExactlyInAnyOrder("a", "bad");
		assertThat(this.other.payloads()).containsExactly("b");
	}

	@Test
	void laneThatThrowsWakesOneThatWaits() {
		this.bench.concurrency = 2;
		this.bench.source(this.channel).start(new ScriptedMessageWorker((message, context) -> {
			if (message.getPayload().equals("worse")) {
				throw new OutOfMemoryError("test");
			}
			throw new IllegalStateException("bad");
		}));
		this.channel.with("bad");
		this.bench.time.awaitWaits(1);
		this.channel.with("worse");
		this.bench.await(WorkerState.ERROR);
		assertThat(this.channel.payloads()).containsExactlyInAnyOrder("bad", "worse");
	}

	@Test
	void interruptOfTheStopTimeoutReachesAllLanes() {
		AtomicInteger begun = new AtomicInteger();
		this.bench.concurrency = 2;
		this.bench.source(this.channel.with("1", "2"))
			.source(this.other.with("3", "4"))
			.start(new ScriptedMessageWorker((message, context) -> {
				begun.incrementAndGet();
				new CountDownLatch(1).await();
			}));
		Awaitility.await().until(() -> begun.get() == 4);
		this.bench.supervisor.stop("w");
		this.bench.await(WorkerState.STOPPING);
		this.bench.time.time.advance(Duration.ofSeconds(10));
		this.bench.await(WorkerState.STOPPED);
		assertThat(this.channel.payloads()).containsExactlyInAnyOrder("1", "2");
		assertThat(this.other.payloads()).containsExactlyInAnyOrder("3", "4");
		assertThat(this.bench.count(MessageOutcome.RETURNED)).isEqualTo(4);
	}

	@Test
	void interruptReachesAllLanesAlsoWhenTheWorkWrapsItIntoSomethingElse() {
		AtomicInteger begun = new AtomicInteger();
		this.bench.concurrency = 2;
		this.bench.source(this.channel.with("1", "2")).start(new ScriptedMessageWorker((message, context) -> {
			begun.incrementAndGet();
			try {
				new CountDownLatch(1).await();
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException("no time", ex);
			}
		}));
		Awaitility.await().until(() -> begun.get() == 2);
		this.bench.supervisor.stop("w");
		this.bench.await(WorkerState.STOPPING);
		this.bench.time.time.advance(Duration.ofSeconds(10));
		this.bench.await(WorkerState.STOPPED);
		assertThat(this.bench.outcomes.told).containsExactly(MessageOutcome.RETURNED, MessageOutcome.RETURNED);
	}

	@Test
	void stopLetsEachLaneFinishWhatItHas() throws Exception {
		CountDownLatch begun = new CountDownLatch(4);
		CountDownLatch end = new CountDownLatch(1);
		this.bench.concurrency = 4;
		this.bench.source(this.channel.with("1", "2", "3", "4", "5"))
			.start(new ScriptedMessageWorker((message, context) -> {
				begun.countDown();
				end.await();
			}));
		begun.await();
		assertThat(this.bench.flow().inFlight()).isEqualTo(4);
		this.bench.supervisor.stop("w");
		this.bench.await(WorkerState.STOPPING);
		end.countDown();
		this.bench.await(WorkerState.STOPPED);
		assertThat(this.bench.count(MessageOutcome.SUCCESS)).isEqualTo(4);
		assertThat(this.channel.payloads()).hasSize(1);
	}

	@Test
	void successCostsTwoLooksAtTheClock() {
		int messages = 10_000;
		AtomicLong first = new AtomicLong();
		AtomicLong last = new AtomicLong();
		for (int i = 0; i < messages; i++) {
			this.channel.with("m");
		}
		this.bench.source(this.channel).start((MessageWorker<String>) (message, context) -> {
			first.compareAndSet(0, this.bench.time.looks.get());
			last.set(this.bench.time.looks.get());
		});
		this.bench.await(MessageOutcome.SUCCESS, messages);
		assertThat((last.get() - first.get()) / (double) messages).isBetween(2.0, 2.1);
	}

	private static final class Marks implements LogContext {

		private final ThreadLocal<String> current = ThreadLocal.withInitial(() -> "");

		@Override
		public <V> V call(String key, String value, Supplier<V> action) {
			String before = this.current.get();
			this.current.set(key + "=" + value);
			try {
				return action.get();
			}
			finally {
				this.current.set(before);
			}
		}

	}

}
