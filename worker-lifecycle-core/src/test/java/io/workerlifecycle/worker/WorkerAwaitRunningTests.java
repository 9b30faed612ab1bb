package io.workerlifecycle.worker;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static io.workerlifecycle.worker.WorkerState.RUNNING;
import static io.workerlifecycle.worker.WorkerState.STOPPED;
import static org.assertj.core.api.Assertions.assertThat;

@Timeout(60)
class WorkerAwaitRunningTests {

	private final Supervision supervision = new Supervision();

	private final CountDownLatch release = new CountDownLatch(1);

	private final CompletableFuture<Boolean> started = new CompletableFuture<>();

	private final ScriptedWorker worker = new ScriptedWorker();

	@AfterEach
	void close() {
		this.release.countDown();
		this.supervision.close();
	}

	@Test
	void startReturnsWhenTheWorkerIsRunning() throws Exception {
		this.worker.startUp((context) -> this.release.await());
		startElsewhere(settings());
		assertThat(this.started).isNotDone();
		this.release.countDown();
		Awaitility.await().until(this.started::isDone);
		this.started.get();
		assertThat(this.supervision.snapshot("w").state()).isEqualTo(RUNNING);
	}

	@Test
	void startReturnsAfterAnAttemptThatFailed() throws Exception {
		this.worker.startUp((context) -> {
			if (this.worker.calls.size() == 1) {
				throw new IOException("no disk");
			}
		});
		startElsewhere(settings());
		this.supervision.await("w", WorkerSnapshot::backingOff);
		assertThat(this.started).isNotDone();
		this.supervision.pass(Duration.ofSeconds(1));
		Awaitility.await().until(this.started::isDone);
		this.started.get();
		assertThat(this.supervision.snapshot("w").incarnation()).isEqualTo(2);
	}

	@Test
	void startFailsWithTheCauseWhenTheWorkerGivesUp() {
		this.worker.startUp((context) -> {
			throw new IOException("no disk");
		});
		startElsewhere(settings().restart(RestartPolicy.NEVER, 0));
		assertThat(failure()).hasMessageContaining("'w'").hasRootCauseMessage("no disk");
		assertThat(failure().getWorker().gaveUp()).isTrue();
	}

	@Test
	void startFailsAtTheStartTimeoutRetriesIncluded() {
		this.worker.startUp((context) -> {
			throw new IOException("no disk");
		});
		startElsewhere(settings().startTimeout(Duration.ofSeconds(5)));
		this.supervision.await("w", WorkerSnapshot::backingOff);
		this.supervision.pass(Duration.ofSeconds(1));
		this.supervision.await("w", (seen) -> seen.incarnation() == 2 && seen.backingOff());
		this.supervision.pass(Duration.ofSeconds(2));
		this.supervision.await("w", (seen) -> seen.incarnation() == 3 && seen.backingOff());
		this.supervision.pass(Duration.ofSeconds(2).minusNanos(1));
		assertThat(this.started).isNotDone();
		this.supervision.pass(Duration.ofNanos(1));
		assertThat(failure()).hasMessage("The worker 'w' did not become RUNNING within 5 s (start-timeout).")
			.hasRootCauseMessage("no disk");
	}

	@Test
	void startFailsWhenTheWorkerIsStopped() {
		this.worker.startUp((context) -> this.release.await());
		startElsewhere(settings());
		this.supervision.supervisor.stop("w");
		this.release.countDown();
		assertThat(failure().getWorker().desired()).isEqualTo(DesiredState.STOPPED);
	}

	@Test
	void startFailsWhenTheApplicationStops() {
		this.worker.startUp((context) -> this.release.await());
		WorkerLifecycle lifecycle = startElsewhere(settings());
		lifecycle.stop(() -> {
		});
		assertThat(failure()).hasMessageContaining("the application stops");
	}

	@Test
	void startDoesNotWaitForAWorkerThatPeopleHaveStopped() {
		WorkerLifecycle lifecycle = this.supervision.running("w", this.worker, settings().build());
		this.supervision.supervisor.stop("w");
		this.supervision.await("w", STOPPED);
		lifecycle.start();
		assertThat(this.supervision.snapshot("w").incarnation()).isEqualTo(1);
	}

	@Test
	void startThatIsInterruptedFailsAndLeavesNoFlagBehind() throws Exception {
		this.worker.startUp((context) -> this.release.await());
		AtomicBoolean flag = new AtomicBoolean();
		WorkerLifecycle lifecycle = this.supervision.register("w", this.worker, settings().build());
		Thread starting = Supervision.daemon(() -> {
			start(lifecycle);
			flag.set(Thread.currentThread().isInterrupted());
		});
		starting.start();
		Awaitility.await().until(() -> starting.getState() == Thread.State.WAITING && lifecycle.isRunning());
		starting.interrupt();
		starting.join();
		assertThat(flag).isFalse();
		assertThat(failure()).hasMessageContaining("the application stops");
	}

	@Test
	void waitingThreadHasNoLimitOfItsOwn() {
		this.worker.startUp((context) -> this.release.await());
		WorkerLifecycle lifecycle = this.supervision.register("w", this.worker, settings().build());
		Thread starting = Supervision.daemon(() -> start(lifecycle));
		starting.start();
		// Spring interrupts a thread in this state only, not in TIMED_WAITING.
		Awaitility.await().until(() -> starting.getState() == Thread.State.WAITING && lifecycle.isRunning());
	}

	private WorkerStartException failure() {
		Awaitility.await().until(this.started::isDone);
		return this.started.handle((done, ex) -> (WorkerStartException) ex).join();
	}

	private WorkerLifecycle startElsewhere(SettingsBuilder settings) {
		WorkerLifecycle lifecycle = this.supervision.register("w", this.worker, settings.build());
		Supervision.daemon(() -> start(lifecycle)).start();
		Awaitility.await().until(() -> this.worker.calls.contains("onStartup"));
		this.supervision.settle();
		return lifecycle;
	}

	private void start(WorkerLifecycle lifecycle) {
		try {
			lifecycle.start();
			this.started.complete(true);
		}
		catch (WorkerStartException ex) {
			this.started.completeExceptionally(ex);
		}
	}

	private static SettingsBuilder settings() {
		return new SettingsBuilder().awaitRunning().restart(RestartPolicy.ALWAYS, 3);
	}

}
