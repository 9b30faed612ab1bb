package io.workerlifecycle.worker;

import java.lang.reflect.Method;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

import static io.workerlifecycle.worker.WorkerState.ERROR;
import static io.workerlifecycle.worker.WorkerState.RUNNING;
import static io.workerlifecycle.worker.WorkerState.STARTING;
import static org.assertj.core.api.Assertions.assertThat;

@Timeout(60)
class WorkerStallTests {

	private static final Duration STALL_TIMEOUT = Duration.ofSeconds(20);

	private final AtomicReference<Thread> thread = new AtomicReference<>();

	private Supervision supervision = new Supervision(noting(Supervision::daemon));

	private final CountDownLatch release = new CountDownLatch(1);

	private final AtomicReference<WorkerContext> context = new AtomicReference<>();

	@AfterEach
	void close() {
		this.release.countDown();
		this.supervision.close();
	}

	@Test
	void workerWithoutProgressIsStalled() {
		start(StallAction.REPORT);
		this.supervision.pass(STALL_TIMEOUT.minusNanos(1));
		assertThat(this.supervision.snapshot("w").stalled()).isFalse();
		this.supervision.pass(Duration.ofNanos(1));
		WorkerSnapshot snapshot = this.supervision.snapshot("w");
		assertThat(snapshot.stalled()).isTrue();
		assertThat(snapshot.state()).isEqualTo(RUNNING);
		assertThat(snapshot.condition().stalledSince()).isEqualTo(Instant.parse("2026-01-01T00:00:00Z"));
	}

	@Test
	void stackOfAStalledWorkerIsInItsSnapshot() {
		start(StallAction.REPORT);
		this.supervision.pass(STALL_TIMEOUT);
		assertThat(this.supervision.snapshot("w").stack()).contains("worker-w-1").contains("hangHere");
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21)
	void stackOfAStalledWorkerOnAVirtualThreadIsInItsSnapshotToo() throws Exception {
		this.supervision = new Supervision(noting(virtualThreads()));
		start(StallAction.REPORT);
		this.supervision.pass(STALL_TIMEOUT);
		assertThat(this.supervision.snapshot("w").stack()).contains("worker-w-1").contains("hangHere");
	}

	@Test
	void stallIsToldOnceToObserversAndListeners() {
		start(StallAction.REPORT);
		this.supervision.pass(STALL_TIMEOUT);
		for (int i = 0; i < 5; i++) {
			this.supervision.pass(STALL_TIMEOUT);
		}
		this.context.get().degrade("told last");
		Awaitility.await()
			.until(() -> this.supervision.events.stream()
				.anyMatch((event) -> event instanceof WorkerConditionChangedEvent changed
						&& changed.worker().degraded()));
		assertThat(this.supervision.recorder.stalledStacks).singleElement().asString().contains("hangHere");
		assertThat(this.supervision.events).filteredOn(WorkerStalledEvent.class::isInstance)
			.singleElement()
			.satisfies((event) -> assertThat(((WorkerStalledEvent) event).worker().stalled()).isTrue());
	}

	@Test
	void progressClearsTheStall() {
		start(StallAction.REPORT);
		this.supervision.pass(STALL_TIMEOUT);
		this.context.get().heartbeat();
		this.supervision.pass(Duration.ofSeconds(1));
		assertThat(this.supervision.snapshot("w").stalled()).isFalse();
	}

	@Test
	void secondStallIsToldAgain() {
		start(StallAction.REPORT);
		this.supervision.pass(STALL_TIMEOUT);
		this.context.get().heartbeat();
		this.supervision.pass(Duration.ofSeconds(1));
		this.supervision.pass(STALL_TIMEOUT);
		Awaitility.await().until(() -> this.supervision.recorder.stalledStacks.size() == 2);
	}

	@Test
	void heartbeatFromAnotherThreadIsProgress() {
		start(StallAction.REPORT);
		this.supervision.pass(STALL_TIMEOUT.minusNanos(1));
		this.context.get().heartbeat();
		this.supervision.pass(Duration.ofNanos(1));
		this.supervision.pass(STALL_TIMEOUT.minusNanos(2));
		assertThat(this.supervision.snapshot("w").stalled()).isFalse();
		this.supervision.pass(Duration.ofNanos(1));
		assertThat(this.supervision.snapshot("w").stalled()).isTrue();
	}

	@Test
	void recordedWorkIsProgress() {
		start(StallAction.REPORT);
		this.supervision.pass(STALL_TIMEOUT.minusNanos(1));
		this.context.get().recordSuccess();
		this.supervision.pass(Duration.ofNanos(1));
		assertThat(this.supervision.snapshot("w").stalled()).isFalse();
	}

	@Test
	void waitingInAwaitStopIsNoStall() {
		start(StallAction.RESTART, Supervision.idle()::run);
		assertNeverStalled();
	}

	@Test
	void workerThatHangsAfterItHasWaitedIsStalled() {
		start(StallAction.REPORT, (given) -> {
			given.awaitStop(Duration.ofSeconds(1));
			hangHere();
		});
		this.supervision.pass(Duration.ofSeconds(1));
		Awaitility.await()
			.until(() -> Arrays.stream(this.thread.get().getStackTrace())
				.anyMatch((frame) -> frame.getMethodName().equals("hangHere")));
		this.supervision.pass(STALL_TIMEOUT.minusSeconds(1));
		this.supervision.pass(Duration.ofSeconds(1));
		assertThat(this.supervision.snapshot("w").stalled()).isTrue();
	}

	@Test
	void waitingOfAnotherThreadInAwaitStopIsNoRest() {
		start(StallAction.REPORT);
		Thread other = Supervision.daemon(() -> this.context.get().awaitStop(Duration.ofDays(1)));
		other.start();
		Awaitility.await().until(() -> other.getState() == Thread.State.WAITING);
		this.supervision.pass(STALL_TIMEOUT);
		assertThat(this.supervision.snapshot("w").stalled()).isTrue();
	}

	@Test
	void pausedLoopIsNoStall() {
		LoopingWorker worker = new LoopingWorker();
		this.supervision.running("w", worker, settings(StallAction.RESTART));
		worker.take(this.context::set);
		this.supervision.supervisor.pause("w");
		awaitWaiting();
		assertNeverStalled();
	}

	@Test
	void loopInARecoveryPauseIsNoStall() {
		LoopingWorker worker = new LoopingWorker();
		this.supervision.running("w", worker, settings(StallAction.RESTART));
		worker.ill = true;
		worker.take(this.context::set);
		worker.fail(5);
		this.supervision.await("w", WorkerSnapshot::recovering);
		awaitWaiting();
		assertNeverStalled();
	}

	@Test
	void slowStartUpIsNoStall() {
		CountDownLatch entered = new CountDownLatch(1);
		this.supervision.register("w", new ScriptedWorker().startUp((given) -> {
			entered.countDown();
			this.release.await();
		}), new SettingsBuilder().stall(Duration.ofSeconds(5), StallAction.RESTART).build()).start();
		Awaitility.await().until(() -> entered.getCount() == 0);
		this.supervision.pass(Duration.ofSeconds(29));
		assertThat(this.supervision.snapshot("w").state()).isEqualTo(STARTING);
		assertThat(this.supervision.snapshot("w").stalled()).isFalse();
	}

	@Test
	void timeBeforeRunningDoesNotCount() {
		CountDownLatch entered = new CountDownLatch(1);
		this.supervision.register("w", new ScriptedWorker().startUp((given) -> {
			entered.countDown();
			this.release.await();
		}).work((given) -> new CountDownLatch(1).await()),
				new SettingsBuilder().stall(Duration.ofSeconds(5), StallAction.REPORT).build())
			.start();
		Awaitility.await().until(() -> entered.getCount() == 0);
		this.supervision.pass(Duration.ofSeconds(29));
		this.release.countDown();
		this.supervision.await("w", RUNNING);
		this.supervision.pass(Duration.ofSeconds(5));
		assertThat(this.supervision.snapshot("w").condition().stalledSince())
			.isEqualTo(Instant.parse("2026-01-01T00:00:29Z"));
	}

	@Test
	void stalledWorkerIsInterruptedBacksOffAndLivesAgain() {
		start(StallAction.RESTART);
		this.supervision.pass(STALL_TIMEOUT);
		WorkerSnapshot snapshot = this.supervision.await("w", WorkerSnapshot::backingOff);
		assertThat(this.supervision.statesOf("w")).containsExactly(STARTING, RUNNING, ERROR);
		assertThat(snapshot.stalled()).isFalse();
		assertThat(snapshot.lastFailure()).isNotNull();
		assertThat(snapshot.lastFailure().exception()).isInstanceOf(TimeoutException.class)
			.hasMessageContaining("stall-timeout of 20000 ms")
			.satisfies((failure) -> assertThat(failure.getStackTrace())
				.anyMatch((frame) -> frame.getMethodName().equals("hangHere")));
		this.supervision.pass(Duration.ofSeconds(1));
		this.supervision.await("w", (seen) -> seen.incarnation() == 2 && seen.state() == RUNNING);
	}

	@Test
	void stallThatIsMendedByARestartIsToldToo() {
		start(StallAction.RESTART);
		this.supervision.pass(STALL_TIMEOUT);
		this.supervision.await("w", WorkerSnapshot::backingOff);
		Awaitility.await().until(() -> this.supervision.recorder.stalledStacks.size() == 1);
	}

	@Test
	void stalledWorkerThatIgnoresItsInterruptIsAbandoned() {
		start(StallAction.RESTART, (given) -> ScriptedWorker.awaitStubbornly(this.release));
		this.supervision.pass(STALL_TIMEOUT);
		assertThat(this.supervision.snapshot("w").state()).isEqualTo(ERROR);
		this.supervision.pass(Duration.ofSeconds(10).plus(StopEscalation.GRACE));
		assertThat(this.supervision.snapshot("w").abandoned()).isTrue();
		this.supervision.pass(Duration.ofHours(1));
		assertThat(this.supervision.snapshot("w").incarnation()).isEqualTo(1);
		this.release.countDown();
		this.supervision.await("w", WorkerSnapshot::backingOff);
	}

	@Test
	void nobodyLooksForStallsWhereNothingIsSaid() {
		this.supervision.running("w", (given) -> hangHere(), new SettingsBuilder().build());
		this.supervision.pass(Duration.ofDays(1));
		assertThat(this.supervision.snapshot("w").stalled()).isFalse();
	}

	private void start(StallAction action) {
		start(action, (given) -> hangHere());
	}

	private void start(StallAction action, ScriptedWorker.Step work) {
		this.supervision.running("w", (given) -> {
			this.context.set(given);
			work.take(given);
		}, settings(action));
		awaitWaiting();
	}

	private static WorkerSettings settings(StallAction action) {
		return new SettingsBuilder().restart(RestartPolicy.ALWAYS, 3).stall(STALL_TIMEOUT, action).build();
	}

	/** Waits until the worker's own code waits, wherever that is. */
	private void awaitWaiting() {
		Awaitility.await().until(() -> this.context.get() != null);
		Awaitility.await().until(() -> this.thread.get().getState() == Thread.State.WAITING);
	}

	private void assertNeverStalled() {
		for (int i = 0; i < 5; i++) {
			this.supervision.pass(STALL_TIMEOUT);
			assertThat(this.supervision.snapshot("w").stalled()).isFalse();
		}
		assertThat(this.supervision.snapshot("w").state()).isEqualTo(RUNNING);
	}

	private void hangHere() throws InterruptedException {
		new CountDownLatch(1).await();
	}

	private ThreadFactory noting(ThreadFactory factory) {
		return (runnable) -> {
			Thread created = factory.newThread(runnable);
			this.thread.compareAndSet(null, created);
			return created;
		};
	}

	private static ThreadFactory virtualThreads() throws ReflectiveOperationException {
		Method factory = Class.forName("java.lang.Thread$Builder").getMethod("factory");
		return (ThreadFactory) factory.invoke(Thread.class.getMethod("ofVirtual").invoke(null));
	}

}
