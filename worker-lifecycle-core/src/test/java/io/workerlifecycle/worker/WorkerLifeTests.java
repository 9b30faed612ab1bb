package io.workerlifecycle.worker;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static io.workerlifecycle.worker.WorkerState.ERROR;
import static io.workerlifecycle.worker.WorkerState.INITIALIZING;
import static io.workerlifecycle.worker.WorkerState.RUNNING;
import static io.workerlifecycle.worker.WorkerState.STARTING;
import static io.workerlifecycle.worker.WorkerState.STOPPED;
import static io.workerlifecycle.worker.WorkerState.STOPPING;
import static org.assertj.core.api.Assertions.assertThat;

@Timeout(60)
class WorkerLifeTests {

	private final Supervision supervision = new Supervision();

	@AfterEach
	void close() {
		this.supervision.close();
	}

	@Test
	void workerGoesThroughAllStatesInOrder() {
		WorkerLifecycle lifecycle = this.supervision.register("w", Supervision.idle());
		assertThat(this.supervision.snapshot("w").state()).isEqualTo(INITIALIZING);
		lifecycle.start();
		this.supervision.await("w", RUNNING);
		lifecycle.stop();
		assertThat(this.supervision.statesOf("w")).containsExactly(STARTING, RUNNING, STOPPING, STOPPED);
	}

	@Test
	void lifecycleIsRunningWhenStartReturns() throws Exception {
		CountDownLatch release = new CountDownLatch(1);
		WorkerLifecycle lifecycle = this.supervision.register("w", new HookedWorker() {
			@Override
			public void onStartup(WorkerContext context) throws Exception {
				release.await();
			}
		});
		lifecycle.start();
		assertThat(lifecycle.isRunning()).isTrue();
		assertThat(this.supervision.snapshot("w").state()).isEqualTo(STARTING);
		release.countDown();
		lifecycle.stop();
		assertThat(lifecycle.isRunning()).isFalse();
	}

	@Test
	void startUpOfOneWorkerDoesNotBlockAnother() {
		CountDownLatch never = new CountDownLatch(1);
		WorkerLifecycle slow = this.supervision.register("slow", new HookedWorker() {
			@Override
			public void onStartup(WorkerContext context) throws Exception {
				never.await();
			}
		});
		WorkerLifecycle quick = this.supervision.register("quick", Supervision.idle());
		slow.start();
		quick.start();
		this.supervision.await("quick", RUNNING);
		assertThat(this.supervision.snapshot("slow").state()).isEqualTo(STARTING);
	}

	@Test
	void failedStartIsCleanedUpInReverseThenShutDown() {
		List<String> calls = new CopyOnWriteArrayList<>();
		WorkerLifecycle lifecycle = this.supervision.register("w", new HookedWorker() {
			@Override
			public void onStartup(WorkerContext context) throws Exception {
				context.closeAtStop(() -> calls.add("first"));
				context.closeAtStop(() -> calls.add("second"));
				throw new IOException("no disk");
			}

			@Override
			public void onShutdown(WorkerContext context) {
				calls.add("onShutdown");
			}
		}, Supervision.settings(RestartPolicy.NEVER));
		lifecycle.start();
		WorkerSnapshot snapshot = this.supervision.await("w", WorkerSnapshot::gaveUp);
		assertThat(calls).containsExactly("second", "first", "onShutdown");
		assertThat(this.supervision.statesOf("w")).containsExactly(STARTING, ERROR);
		assertThat(snapshot.lastFailure()).isNotNull();
		assertThat(snapshot.lastFailure().exception()).hasMessage("no disk");
	}

	@Test
	void closerThatThrowsDoesNotKeepOthersOpen() {
		List<String> calls = new CopyOnWriteArrayList<>();
		WorkerLifecycle lifecycle = this.supervision.register("w", new HookedWorker() {
			@Override
			public void onStartup(WorkerContext context) {
				context.closeAtStop(() -> calls.add("first"));
				context.closeAtStop(() -> {
					throw new IOException("stuck");
				});
			}
		});
		lifecycle.start();
		this.supervision.await("w", RUNNING);
		lifecycle.stop();
		assertThat(calls).containsExactly("first");
		Awaitility.await().until(() -> this.supervision.recorder.cleanUpFailures.size() == 1);
		assertThat(this.supervision.snapshot("w").state()).isEqualTo(STOPPED);
		assertThat(this.supervision.snapshot("w").counts().errors()).isEqualTo(1);
	}

	@Test
	void resourceHandedOverAfterTheEndIsClosedAtOnce() {
		AtomicBoolean closed = new AtomicBoolean();
		WorkerContext[] kept = new WorkerContext[1];
		WorkerLifecycle lifecycle = this.supervision.register("w", (context) -> kept[0] = context,
				Supervision.settings(RestartPolicy.ON_FAILURE));
		lifecycle.start();
		this.supervision.await("w", WorkerSnapshot::completed);
		kept[0].closeAtStop(() -> closed.set(true));
		assertThat(closed).isTrue();
	}

	@Test
	void stopWhileStartingNeverReachesRunning() {
		CountDownLatch entered = new CountDownLatch(1);
		AtomicBoolean shutDown = new AtomicBoolean();
		WorkerLifecycle lifecycle = this.supervision.register("w", new HookedWorker() {
			@Override
			public void onStartup(WorkerContext context) {
				entered.countDown();
				context.awaitStop(Duration.ofHours(1));
			}

			@Override
			public void onShutdown(WorkerContext context) {
				shutDown.set(true);
			}
		});
		lifecycle.start();
		Awaitility.await().until(() -> entered.getCount() == 0);
		lifecycle.stop();
		assertThat(this.supervision.statesOf("w")).containsExactly(STARTING, STOPPING, STOPPED);
		assertThat(shutDown).isTrue();
	}

	@Test
	void pausedWorkerHoldsItsLoopAndStopsAllTheSame() {
		AtomicInteger rounds = new AtomicInteger();
		WorkerLifecycle lifecycle = this.supervision.register("w", (context) -> {
			while (context.keepRunning()) {
				rounds.incrementAndGet();
				Thread.onSpinWait();
			}
		});
		lifecycle.start();
		this.supervision.await("w", RUNNING);
		this.supervision.supervisor.pause("w");
		Awaitility.await().until(() -> isWaiting("worker-w-1"));
		int atPause = rounds.get();
		assertThat(this.supervision.snapshot("w").paused()).isTrue();
		assertThat(rounds.get()).isEqualTo(atPause);
		this.supervision.supervisor.resume("w");
		Awaitility.await().until(() -> rounds.get() > atPause);
		this.supervision.supervisor.pause("w");
		lifecycle.stop();
		assertThat(this.supervision.snapshot("w").state()).isEqualTo(STOPPED);
	}

	@Test
	void awaitStopSleepsForItsDurationAndNoLonger() {
		AtomicInteger naps = new AtomicInteger();
		WorkerLifecycle lifecycle = this.supervision.register("w", (context) -> {
			while (!context.awaitStop(Duration.ofSeconds(30))) {
				naps.incrementAndGet();
			}
		});
		lifecycle.start();
		this.supervision.await("w", RUNNING);
		Awaitility.await().until(() -> this.supervision.time.pendingTimers() == 1);
		this.supervision.time.advance(Duration.ofSeconds(29));
		assertThat(naps).hasValue(0);
		this.supervision.time.advance(Duration.ofSeconds(1));
		Awaitility.await().until(() -> naps.get() == 1);
		lifecycle.stop();
		assertThat(this.supervision.snapshot("w").state()).isEqualTo(STOPPED);
	}

	@Test
	void interruptCountsAsStopAndKeepsItsFlag() {
		AtomicBoolean flag = new AtomicBoolean();
		WorkerLifecycle lifecycle = this.supervision.register("w", (context) -> {
			Thread.currentThread().interrupt();
			boolean stopping = context.awaitStop(Duration.ofHours(1));
			flag.set(stopping && !context.keepRunning() && Thread.currentThread().isInterrupted());
		}, Supervision.settings(RestartPolicy.ON_FAILURE));
		lifecycle.start();
		this.supervision.await("w", WorkerSnapshot::completed);
		assertThat(flag).isTrue();
	}

	@Test
	void disabledWorkerIsStoppedFromTheBeginning() {
		WorkerSettings disabled = new SettingsBuilder().disabled().build();
		WorkerLifecycle lifecycle = this.supervision.register("w", Supervision.idle(), disabled);
		assertThat(this.supervision.statesOf("w")).containsExactly(STOPPED);
		assertThat(lifecycle.isAutoStartup()).isFalse();
		assertThat(lifecycle.isRunning()).isFalse();
	}

	@Test
	void degradedIsSeenUntilRestoredOrTheLifeEnds() {
		CountDownLatch restore = new CountDownLatch(1);
		WorkerLifecycle lifecycle = this.supervision.register("w", (context) -> {
			context.degrade("no cache");
			restore.await();
			context.restore();
			Supervision.idle().run(context);
		});
		lifecycle.start();
		WorkerSnapshot degraded = this.supervision.await("w", WorkerSnapshot::degraded);
		assertThat(degraded.condition().degraded()).isEqualTo("no cache");
		restore.countDown();
		this.supervision.await("w", (snapshot) -> !snapshot.degraded());
		lifecycle.stop();
	}

	@Test
	void recordedWorkIsCountedOverAllLives() {
		WorkerLifecycle lifecycle = this.supervision.register("w", (context) -> {
			context.recordSuccess();
			context.recordFailure(new IOException("one bad line"));
		}, Supervision.settings(RestartPolicy.ON_FAILURE));
		lifecycle.start();
		this.supervision.await("w", WorkerSnapshot::completed);
		this.supervision.supervisor.start("w");
		WorkerSnapshot snapshot = this.supervision.await("w", (seen) -> seen.completed() && seen.incarnation() == 2);
		assertThat(snapshot.work().processed()).isEqualTo(2);
		assertThat(snapshot.work().failed()).isEqualTo(2);
		assertThat(snapshot.lastFailure()).isNotNull();
		assertThat(snapshot.lastFailure().exception()).hasMessage("one bad line");
	}

	@Test
	void threadIsNamedAfterWorkerAndIncarnation() {
		List<String> names = new CopyOnWriteArrayList<>();
		WorkerLifecycle lifecycle = this.supervision.register("orders",
				(context) -> names.add(Thread.currentThread().getName() + Thread.currentThread().isDaemon()),
				Supervision.settings(RestartPolicy.ON_FAILURE));
		lifecycle.start();
		this.supervision.await("orders", WorkerSnapshot::completed);
		assertThat(names).containsExactly("worker-orders-1true");
	}

	private static boolean isWaiting(String threadName) {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.anyMatch((thread) -> thread.getName().equals(threadName) && thread.getState() == Thread.State.WAITING);
	}

	/** A worker whose hooks a test overrides. */
	private static class HookedWorker implements Worker {

		@Override
		public void run(WorkerContext context) throws Exception {
			Supervision.idle().run(context);
		}

	}

}
