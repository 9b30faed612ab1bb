package io.workerlifecycle.worker;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeoutException;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static io.workerlifecycle.worker.WorkerState.ERROR;
import static io.workerlifecycle.worker.WorkerState.RUNNING;
import static io.workerlifecycle.worker.WorkerState.STARTING;
import static io.workerlifecycle.worker.WorkerState.STOPPED;
import static io.workerlifecycle.worker.WorkerState.STOPPING;
import static org.assertj.core.api.Assertions.assertThat;

@Timeout(60)
class WorkerOrderTests {

	private final List<Thread> threads = new CopyOnWriteArrayList<>();

	private final Supervision supervision = new Supervision(this::thread);

	private final CountDownLatch release = new CountDownLatch(1);

	private final ScriptedWorker waiter = new ScriptedWorker();

	@BeforeEach
	void applicationStarts() {
		this.supervision.supervisor.applicationStarts();
	}

	@AfterEach
	void close() {
		this.release.countDown();
		this.supervision.close();
	}

	@Test
	void workerWaitsForAnotherWithoutAThread() {
		startBlocked("first");
		startWaiter(new SettingsBuilder().after("first"));
		WorkerSnapshot snapshot = this.supervision.snapshot("waiter");
		assertThat(snapshot.state()).isEqualTo(STARTING);
		assertThat(snapshot.condition().waitingFor()).containsExactly("first");
		assertThat(this.threads).extracting(Thread::getName).doesNotContain("worker-waiter-1");
	}

	@Test
	void workerBeginsWhenTheOtherIsRunning() {
		startBlocked("first");
		startWaiter(new SettingsBuilder().after("first"));
		this.release.countDown();
		WorkerSnapshot snapshot = this.supervision.await("waiter", RUNNING);
		assertThat(snapshot.condition().waitingFor()).isEmpty();
		assertThat(this.supervision.statesOf("waiter")).containsExactly(STARTING, RUNNING);
	}

	@Test
	void workerBeginsAfterTheLastOfThoseItWaitsFor() {
		startBlocked("first");
		WorkerLifecycle second = this.supervision.register("second", Supervision.idle(), new SettingsBuilder().build());
		startWaiter(new SettingsBuilder().after("first", "second"));
		second.start();
		this.supervision.await("waiter", (seen) -> seen.condition().waitingFor().equals(List.of("first")));
		assertThat(this.threads).extracting(Thread::getName).doesNotContain("worker-waiter-1");
		this.release.countDown();
		this.supervision.await("waiter", RUNNING);
	}

	@Test
	void waitingThatEndsIsTold() {
		startBlocked("first");
		startWaiter(new SettingsBuilder().after("first"));
		this.release.countDown();
		Awaitility.await().until(() -> !this.supervision.recorder.conditions.isEmpty());
		assertThat(this.supervision.recorder.conditions).first()
			.satisfies((condition) -> assertThat(condition.waitingFor()).isEmpty());
	}

	@Test
	void workerDoesNotWaitAgainForItsOwnRestart() {
		this.supervision.running("first", Supervision.idle(), new SettingsBuilder().build());
		startWaiter(new SettingsBuilder().after("first"));
		this.supervision.await("waiter", RUNNING);
		this.supervision.supervisor.stop("first");
		this.supervision.await("first", STOPPED);
		this.supervision.supervisor.restart("waiter");
		this.supervision.await("waiter", (seen) -> seen.incarnation() == 2 && seen.state() == RUNNING);
	}

	@Test
	void workerWaitsAgainAfterARestartOfTheApplication() {
		WorkerLifecycle first = this.supervision.running("first", Supervision.idle(), new SettingsBuilder().build());
		WorkerLifecycle second = startWaiter(new SettingsBuilder().after("first"));
		this.supervision.await("waiter", RUNNING);
		second.stop();
		first.stop();
		this.supervision.supervisor.applicationStopped();
		this.supervision.supervisor.applicationStarts();
		second.start();
		assertThat(this.supervision.snapshot("waiter").condition().waitingFor()).containsExactly("first");
		first.start();
		this.supervision.await("waiter", RUNNING);
	}

	@Test
	void workerThatRanBeforeTheApplicationStartedIsNotWaitedFor() {
		this.supervision.running("first", Supervision.idle(), new SettingsBuilder().build());
		this.supervision.supervisor.applicationStarts();
		startWaiter(new SettingsBuilder().after("first"));
		this.supervision.await("waiter", RUNNING);
	}

	@Test
	void waiterFailsByItsStartTimeoutWhenTheOtherGaveUp() {
		this.supervision.register("first", failing(), new SettingsBuilder().restart(RestartPolicy.NEVER, 0).build())
			.start();
		this.supervision.await("first", WorkerSnapshot::gaveUp);
		assertWaiterFailsByItsStartTimeout();
	}

	@Test
	void waiterFailsByItsStartTimeoutWhenTheOtherIsDisabled() {
		this.supervision.register("first", Supervision.idle(), new SettingsBuilder().disabled().build());
		assertWaiterFailsByItsStartTimeout();
	}

	@Test
	void waiterFailsByItsStartTimeoutWhenTheOtherIsStillStarting() {
		startBlocked("first");
		assertWaiterFailsByItsStartTimeout();
	}

	@Test
	void waiterThatFailedBacksOffAndGivesUpAtLast() {
		this.supervision.register("first", Supervision.idle(), new SettingsBuilder().disabled().build());
		startWaiter(new SettingsBuilder().after("first")
			.startTimeout(Duration.ofSeconds(20))
			.restart(RestartPolicy.ALWAYS, 1));
		this.supervision.pass(Duration.ofSeconds(20));
		assertThat(this.supervision.snapshot("waiter").backingOff()).isTrue();
		this.supervision.pass(Duration.ofSeconds(1));
		assertThat(this.supervision.snapshot("waiter").condition().waitingFor()).containsExactly("first");
		this.supervision.pass(Duration.ofSeconds(20));
		assertThat(this.supervision.snapshot("waiter").gaveUp()).isTrue();
		assertThat(this.supervision.statesOf("waiter")).containsExactly(STARTING, ERROR, STARTING, ERROR);
	}

	@Test
	void stopWhileWaitingCallsNoHook() {
		startBlocked("first");
		WorkerLifecycle lifecycle = startWaiter(new SettingsBuilder().after("first"));
		lifecycle.stop(() -> {
		});
		this.supervision.await("waiter", STOPPED);
		assertThat(this.supervision.statesOf("waiter")).containsExactly(STARTING, STOPPING, STOPPED);
		assertThat(this.waiter.calls).isEmpty();
	}

	@Test
	void workerStoppedWhileWaitingDoesNotBeginWhenTheOtherIsRunning() {
		startBlocked("first");
		startWaiter(new SettingsBuilder().after("first"));
		this.supervision.supervisor.stop("waiter");
		this.release.countDown();
		this.supervision.await("first", RUNNING);
		assertThat(this.supervision.snapshot("waiter").state()).isEqualTo(STOPPED);
		assertThat(this.waiter.calls).isEmpty();
	}

	@Test
	void independentWorkersStartAtTheSameTime() {
		CyclicBarrier both = new CyclicBarrier(2);
		for (String name : List.of("one", "other")) {
			this.supervision
				.register(name, new ScriptedWorker().startUp((context) -> both.await()), new SettingsBuilder().build())
				.start();
		}
		this.supervision.await("one", RUNNING);
		this.supervision.await("other", RUNNING);
	}

	private void assertWaiterFailsByItsStartTimeout() {
		startWaiter(new SettingsBuilder().after("first").startTimeout(Duration.ofSeconds(20)));
		this.supervision.pass(Duration.ofSeconds(20).minusNanos(1));
		assertThat(this.supervision.snapshot("waiter").state()).isEqualTo(STARTING);
		this.supervision.pass(Duration.ofNanos(1));
		WorkerSnapshot snapshot = this.supervision.snapshot("waiter");
		assertThat(snapshot.state()).isEqualTo(ERROR);
		assertThat(snapshot.lastFailure()).isNotNull();
		assertThat(snapshot.lastFailure().exception()).isInstanceOf(TimeoutException.class)
			.hasMessageContaining("waiting for first");
		assertThat(this.waiter.calls).isEmpty();
	}

	private WorkerLifecycle startWaiter(SettingsBuilder settings) {
		WorkerLifecycle lifecycle = this.supervision.register("waiter", this.waiter, settings.build());
		lifecycle.start();
		return lifecycle;
	}

	private void startBlocked(String name) {
		this.supervision
			.register(name, new ScriptedWorker().startUp((context) -> this.release.await()),
					new SettingsBuilder().build())
			.start();
	}

	private static Worker failing() {
		return new ScriptedWorker().startUp((context) -> {
			throw new IOException("broken");
		});
	}

	private Thread thread(Runnable runnable) {
		Thread thread = Supervision.daemon(runnable);
		this.threads.add(thread);
		return thread;
	}

}
