package io.workerlifecycle.worker;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static io.workerlifecycle.worker.WorkerState.ERROR;
import static io.workerlifecycle.worker.WorkerState.RUNNING;
import static io.workerlifecycle.worker.WorkerState.STARTING;
import static org.assertj.core.api.Assertions.assertThat;

@Timeout(60)
class WorkerStartTests {

	private static final Duration START_TIMEOUT = Duration.ofSeconds(30);

	private final Supervision supervision = new Supervision();

	private final CountDownLatch release = new CountDownLatch(1);

	private final CountDownLatch entered = new CountDownLatch(1);

	private final ScriptedWorker worker = new ScriptedWorker();

	@AfterEach
	void close() {
		this.release.countDown();
		this.supervision.close();
	}

	@Test
	void startThatTakesTooLongIsInterruptedAndBacksOff() {
		this.worker.startUp((context) -> hangHere());
		start();
		this.supervision.pass(START_TIMEOUT.minusNanos(1));
		assertThat(this.supervision.snapshot("w").state()).isEqualTo(STARTING);
		this.supervision.pass(Duration.ofNanos(1));
		this.supervision.await("w", WorkerSnapshot::backingOff);
		assertThat(this.supervision.statesOf("w")).containsExactly(STARTING, ERROR);
		this.supervision.pass(Duration.ofSeconds(1));
		assertThat(this.supervision.snapshot("w").incarnation()).isEqualTo(2);
	}

	@Test
	void startThatTakesTooLongFailsWithTheStackOfTheWorker() {
		this.worker.startUp((context) -> hangHere());
		start();
		this.supervision.pass(START_TIMEOUT);
		WorkerSnapshot snapshot = this.supervision.snapshot("w");
		assertThat(snapshot.lastFailure()).isNotNull();
		assertThat(snapshot.lastFailure().exception()).isInstanceOf(TimeoutException.class)
			.hasMessageContaining("start-timeout of 30000 ms")
			.satisfies((failure) -> assertThat(failure.getStackTrace())
				.anyMatch((frame) -> frame.getMethodName().equals("hangHere")));
		assertThat(snapshot.stack()).contains("worker-w-1").contains("hangHere");
	}

	@Test
	void startThatTakesTooLongIsCleanedUpInReverseThenShutDownThenBacksOff() {
		this.worker.startUp((context) -> {
			context.closeAtStop(() -> this.worker.calls.add("close first"));
			context.closeAtStop(() -> this.worker.calls.add("close second"));
			hangHere();
		});
		this.worker.shutDown(
				(context) -> this.worker.calls.add("backing off: " + this.supervision.snapshot("w").backingOff()));
		start();
		this.supervision.pass(START_TIMEOUT);
		this.supervision.await("w", WorkerSnapshot::backingOff);
		assertThat(this.worker.calls).containsExactly("onStartup", "close second", "close first", "onShutdown",
				"backing off: false");
	}

	@Test
	void startUpThatReturnsWhenItsTimeIsOverDoesNotRun() {
		this.worker.startUp((context) -> ScriptedWorker.awaitStubbornly(this.release));
		start();
		this.supervision.pass(START_TIMEOUT);
		this.release.countDown();
		this.supervision.await("w", WorkerSnapshot::backingOff);
		assertThat(this.worker.calls).containsExactly("onStartup", "onShutdown");
	}

	@Test
	void startUpThatIgnoresItsInterruptIsAbandoned() {
		startStubbornly();
		assertThat(this.supervision.snapshot("w").abandoned()).isFalse();
		this.supervision.pass(Duration.ofSeconds(10).plus(StopEscalation.GRACE));
		WorkerSnapshot snapshot = this.supervision.snapshot("w");
		assertThat(snapshot.abandoned()).isTrue();
		assertThat(snapshot.stack()).contains("awaitStubbornly");
		assertThat(this.supervision.statesOf("w")).containsExactly(STARTING, ERROR);
	}

	@Test
	void noNewLifeBeginsWhileTheThreadOfAnAbandonedStartLives() {
		startStubbornly();
		this.supervision.pass(Duration.ofSeconds(10).plus(StopEscalation.GRACE));
		this.supervision.pass(Duration.ofHours(1));
		assertThat(this.supervision.snapshot("w").incarnation()).isEqualTo(1);
		this.release.countDown();
		this.supervision.await("w", WorkerSnapshot::backingOff);
		this.supervision.pass(Duration.ofSeconds(1));
		assertThat(this.supervision.snapshot("w").incarnation()).isEqualTo(2);
	}

	@Test
	void timeOfAStartIsMeasuredForEachLife() {
		AtomicInteger lives = new AtomicInteger();
		this.worker.startUp((context) -> {
			if (lives.incrementAndGet() == 1) {
				this.release.await();
				throw new IOException("no disk");
			}
			this.entered.countDown();
			hangHere();
		});
		start();
		this.supervision.pass(START_TIMEOUT.minusSeconds(1));
		this.release.countDown();
		this.supervision.await("w", WorkerSnapshot::backingOff);
		this.supervision.pass(Duration.ofSeconds(1));
		this.supervision.pass(START_TIMEOUT.minusNanos(1));
		assertThat(this.supervision.snapshot("w").counts().errors()).isEqualTo(1);
	}

	@Test
	void workThatLastsLongerThanTheTimeOfItsStartGoesOn() {
		start();
		this.supervision.await("w", RUNNING);
		this.supervision.pass(START_TIMEOUT.multipliedBy(2));
		assertThat(this.supervision.statesOf("w")).containsExactly(STARTING, RUNNING);
	}

	@Test
	void fatalErrorGivesUpAtOnce() {
		this.worker.work((context) -> {
			throw new OutOfMemoryError("no heap");
		});
		start();
		WorkerSnapshot snapshot = this.supervision.await("w", WorkerSnapshot::gaveUp);
		assertThat(snapshot.incarnation()).isEqualTo(1);
		assertThat(snapshot.counts().restarts()).isZero();
		Awaitility.await().until(() -> this.supervision.recorder.gaveUp.get() == 1);
	}

	@Test
	void fatalErrorInStartUpGivesUpAtOnce() {
		this.worker.startUp((context) -> {
			throw new InternalError("broken machine");
		});
		start();
		this.supervision.await("w", WorkerSnapshot::gaveUp);
		assertThat(this.worker.calls).containsExactly("onStartup", "onShutdown");
	}

	@Test
	void workerThatGaveUpByAFatalErrorMayBeStartedByHand() {
		this.worker.work((context) -> {
			throw new InternalError("broken machine");
		});
		start();
		this.supervision.await("w", WorkerSnapshot::gaveUp);
		this.supervision.supervisor.start("w");
		this.supervision.await("w", (seen) -> seen.incarnation() == 2 && seen.gaveUp());
	}

	@Test
	void stackOverflowIsNotFatal() {
		this.worker.work((context) -> {
			throw new StackOverflowError();
		});
		start();
		assertThat(this.supervision.await("w", WorkerSnapshot::backingOff).gaveUp()).isFalse();
	}

	private void start() {
		this.supervision.register("w", this.worker, Supervision.settings(RestartPolicy.ALWAYS)).start();
		Awaitility.await().until(() -> this.worker.calls.contains("onStartup"));
	}

	private void startStubbornly() {
		this.worker.startUp((context) -> {
			this.entered.countDown();
			ScriptedWorker.awaitStubbornly(this.release);
		});
		start();
		this.supervision.pass(START_TIMEOUT);
		assertThat(this.supervision.snapshot("w").state()).isEqualTo(ERROR);
	}

	private void hangHere() throws InterruptedException {
		new CountDownLatch(1).await();
	}

}
