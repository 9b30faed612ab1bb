package io.workerlifecycle.message;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;

import io.workerlifecycle.worker.StallAction;
import io.workerlifecycle.worker.StallSettings;
import io.workerlifecycle.worker.WorkerState;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the supervisor sees of several lanes, and what it says reaches each.
 */
@Timeout(60)
class LaneSupervisionTests {

	private static final Duration SECOND = Duration.ofSeconds(1);

	private final MessageBench bench = new MessageBench();

	private final MemoryChannel channel = new MemoryChannel();

	private final CountDownLatch hanging = new CountDownLatch(1);

	private final CountDownLatch interrupted = new CountDownLatch(1);

	private final CountDownLatch end = new CountDownLatch(1);

	@BeforeEach
	void watch() {
		this.bench.concurrency = 2;
		this.bench.stall = new StallSettings(Duration.ofSeconds(10), StallAction.REPORT);
	}

	@AfterEach
	void close() {
		this.end.countDown();
		this.bench.close();
	}

	@Test
	void interruptReachesALaneAlsoWhenAnotherDoesNotCare() throws Exception {
		CountDownLatch stubborn = new CountDownLatch(1);
		start(() -> {
			stubborn.countDown();
			awaitStubbornly();
		}, this::hang);
		sendUntilOneHangs();
		this.channel.with("for the other");
		stubborn.await();
		this.bench.supervisor.stop("w");
		this.bench.await(WorkerState.STOPPING);
		this.bench.time.time.advance(Duration.ofSeconds(10));
		this.interrupted.await();
		this.end.countDown();
		this.bench.await(WorkerState.STOPPED);
	}

	@Test
	void stackIsThatOfTheLaneThatDoesNotEnd() throws Exception {
		start(() -> {
		}, this::hang);
		sendUntilOneHangs();
		this.bench.time.time.advance(SECOND);
		this.bench.supervisor.stop("w");
		this.bench.await(WorkerState.STOPPING);
		this.bench.time.time.advance(Duration.ofSeconds(10));
		this.interrupted.await();
		assertThat(this.bench.await((worker) -> worker.stack() != null).stack()).startsWith("worker-w-lane-2 ")
			.contains("LaneSupervisionTests.hang(");
	}

	@Test
	void laneThatHangsIsAStallHoweverBusyTheOthersAre() throws Exception {
		start(() -> {
		}, this::hang);
		sendUntilOneHangs();
		Awaitility.await().until(() -> {
			this.channel.with("more");
			pass(SECOND);
			return this.bench.snapshot().stalled();
		});
		assertThat(this.bench.snapshot().stack()).startsWith("worker-w-lane-2 ");
		this.end.countDown();
		Awaitility.await().until(() -> {
			pass(SECOND);
			return !this.bench.snapshot().stalled();
		});
	}

	@Test
	void laneThatStopsTheApplicationItselfIsNotWaitedFor() throws Exception {
		CountDownLatch stopped = new CountDownLatch(1);
		start(() -> {
		}, () -> {
			this.hanging.countDown();
			Objects.requireNonNull(this.bench.lifecycle).stop(stopped::countDown);
			stopped.await();
		});
		sendUntilOneHangs();
		stopped.await();
		this.bench.await(WorkerState.STOPPED);
	}

	@Test
	void heartbeatOfALaneIsItsOwnProgress() throws Exception {
		this.bench.source(this.channel).start((MessageWorker<String>) (message, context) -> {
			this.hanging.countDown();
			while (this.end.getCount() > 0) {
				context.heartbeat();
				Thread.onSpinWait();
			}
		});
		this.channel.with("long");
		this.hanging.await();
		for (int i = 0; i < 30; i++) {
			pass(SECOND);
			assertThat(this.bench.snapshot().stalled()).isFalse();
		}
	}

	@Test
	void batchThatGathersIsNoStallAndIsInFlight() {
		this.bench.concurrency = 1;
		this.bench.batch = new BatchSettings(3, Duration.ofMinutes(1));
		this.bench.source(this.channel.with("a")).start(new ScriptedBatchWorker((messages) -> {
		}));
		Awaitility.await().until(() -> this.bench.flow().inFlight() == 1);
		for (int i = 0; i < 30; i++) {
			pass(SECOND);
			assertThat(this.bench.snapshot().stalled()).isFalse();
		}
		assertThat(this.bench.flow().inFlight()).isEqualTo(1);
		assertThat(this.bench.count(MessageOutcome.SUCCESS)).isZero();
	}

	@Test
	void pauseEndsTheGatheringOfABatch() {
		this.bench.concurrency = 1;
		this.bench.batch = new BatchSettings(3, Duration.ofMinutes(1));
		ScriptedBatchWorker worker = new ScriptedBatchWorker((messages) -> {
		});
		this.bench.source(this.channel.with("a")).start(worker);
		Awaitility.await().until(() -> this.bench.flow().inFlight() == 1);
		this.bench.supervisor.pause("w");
		this.bench.await(MessageOutcome.SUCCESS, 1);
		this.channel.with("b");
		this.bench.supervisor.resume("w");
		this.bench.stop();
		assertThat(worker.batches).startsWith(List.of("a")).doesNotContain(List.of("a", "b"));
	}

	private void start(Runnable ownThread, Step otherThread) {
		this.bench.source(this.channel).start((MessageWorker<String>) (message, context) -> {
			if (Thread.currentThread().getName().equals("worker-w-1")) {
				ownThread.run();
			}
			else {
				otherThread.run();
			}
		});
	}

	private void sendUntilOneHangs() {
		Awaitility.await().until(() -> {
			this.channel.with("m");
			return this.hanging.getCount() == 0;
		});
	}

	private void hang() throws InterruptedException {
		this.hanging.countDown();
		try {
			this.end.await();
		}
		catch (InterruptedException ex) {
			this.interrupted.countDown();
			awaitStubbornly();
		}
	}

	private void awaitStubbornly() {
		while (this.end.getCount() > 0) {
			try {
				this.end.await();
			}
			catch (InterruptedException ex) {
				// Until the test says so.
			}
		}
	}

	/** Lets time pass, and those that are not stuck see it. */
	private void pass(Duration time) {
		long looks = this.bench.time.looks.get();
		this.bench.time.time.advance(time);
		Awaitility.await().pollInterval(Duration.ofMillis(1)).until(() -> this.bench.time.looks.get() > looks + 10);
	}

	private interface Step {

		void run() throws InterruptedException;

	}

}
