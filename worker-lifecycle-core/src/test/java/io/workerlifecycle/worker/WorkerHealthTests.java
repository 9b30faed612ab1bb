package io.workerlifecycle.worker;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static io.workerlifecycle.worker.WorkerState.ERROR;
import static io.workerlifecycle.worker.WorkerState.RUNNING;
import static io.workerlifecycle.worker.WorkerState.STARTING;
import static io.workerlifecycle.worker.WorkerState.STOPPED;
import static io.workerlifecycle.worker.WorkerState.STOPPING;
import static org.assertj.core.api.Assertions.assertThat;

@Timeout(60)
class WorkerHealthTests {

	private static final Duration INTERVAL = Duration.ofSeconds(30);

	private final List<Thread> threads = new CopyOnWriteArrayList<>();

	private final Supervision supervision = new Supervision(this::thread);

	private final CountDownLatch release = new CountDownLatch(1);

	private final CheckedWorker worker = new CheckedWorker(() -> {
	});

	@AfterEach
	void close() {
		this.release.countDown();
		this.supervision.close();
	}

	@Test
	void checkComesAfterStartUpAndBeforeRunning() {
		AtomicInteger checksAtStartUp = new AtomicInteger(-1);
		this.worker.startUp((context) -> checksAtStartUp.set(this.worker.checks.get()));
		this.worker.check = this.release::await;
		start(new SettingsBuilder());
		Awaitility.await().until(() -> this.worker.checks.get() == 1);
		assertThat(checksAtStartUp).hasValue(0);
		assertThat(this.supervision.snapshot("w").state()).isEqualTo(STARTING);
		this.release.countDown();
		assertThat(this.supervision.await("w", RUNNING).health().result()).isEqualTo(HealthResult.PASSED);
	}

	@Test
	void checkThatFailsFailsTheStartWithItsCause() {
		this.worker.check = WorkerHealthTests::fail;
		start(new SettingsBuilder());
		WorkerSnapshot snapshot = this.supervision.await("w", WorkerSnapshot::backingOff);
		assertThat(this.supervision.statesOf("w")).containsExactly(STARTING, ERROR);
		assertThat(snapshot.lastFailure()).isNotNull();
		assertThat(snapshot.lastFailure().exception()).isInstanceOf(FailedHealthCheckException.class)
			.hasCauseInstanceOf(IOException.class)
			.hasRootCauseMessage("no connection");
		assertThat(this.worker.calls).containsExactly("onStartup", "onShutdown");
	}

	@Test
	void checkOnStartMayBeSwitchedOff() {
		this.worker.check = WorkerHealthTests::fail;
		start(new SettingsBuilder().health(new HealthSettings(INTERVAL, Duration.ofSeconds(5), false)));
		this.supervision.await("w", RUNNING);
		assertThat(this.worker.checks).hasValue(0);
		assertThat(this.supervision.snapshot("w").health()).isEqualTo(HealthRecord.NONE);
	}

	@Test
	void checkOnStartThatHangsFailsTheStartAtItsTimeout() {
		this.worker.check = this.release::await;
		start(new SettingsBuilder());
		Awaitility.await().until(() -> this.worker.checks.get() == 1);
		this.supervision.settle();
		this.supervision.pass(Duration.ofSeconds(5));
		this.supervision.await("w", WorkerSnapshot::backingOff);
		assertThat(this.supervision.statesOf("w")).containsExactly(STARTING, ERROR);
	}

	@Test
	void stopDuringACheckOnStartEndsAtOnce() {
		this.worker.check = () -> ScriptedWorker.awaitStubbornly(this.release);
		WorkerLifecycle lifecycle = start(new SettingsBuilder());
		Awaitility.await().until(() -> this.worker.checks.get() == 1);
		lifecycle.stop(() -> {
		});
		this.supervision.await("w", STOPPED);
		assertThat(this.supervision.statesOf("w")).containsExactly(STARTING, STOPPING, STOPPED);
		assertThat(this.worker.calls).containsExactly("onStartup", "onShutdown");
	}

	@Test
	void runningWorkerIsCheckedAtEveryInterval() {
		running();
		this.supervision.pass(INTERVAL.minusNanos(1));
		assertThat(this.worker.checks).hasValue(1);
		pass(Duration.ofNanos(1), 2);
		pass(INTERVAL, 3);
	}

	@Test
	void intervalOfZeroChecksOnlyOnStart() {
		this.supervision.running("w", this.worker,
				new SettingsBuilder().health(new HealthSettings(Duration.ZERO, Duration.ofSeconds(5), true)).build());
		this.supervision.pass(Duration.ofHours(1));
		assertThat(this.worker.checks).hasValue(1);
	}

	@Test
	void stoppedWorkerIsNotChecked() {
		WorkerLifecycle lifecycle = running();
		lifecycle.stop();
		this.supervision.pass(Duration.ofHours(1));
		assertThat(this.worker.checks).hasValue(1);
	}

	@Test
	void workerThatBacksOffIsNotChecked() {
		this.worker.work((context) -> {
			throw new IOException("broken");
		});
		start(new SettingsBuilder().restart(longBackOff()));
		this.supervision.await("w", WorkerSnapshot::backingOff);
		this.supervision.pass(INTERVAL);
		assertThat(this.worker.checks).hasValue(1);
	}

	@Test
	void workerThatStartsIsNotCheckedByInterval() {
		this.worker.startUp((context) -> this.release.await());
		start(new SettingsBuilder().startTimeout(Duration.ofHours(1)));
		Awaitility.await().until(() -> !this.worker.calls.isEmpty());
		this.supervision.pass(INTERVAL);
		assertThat(this.worker.checks).hasValue(0);
	}

	@Test
	void failedCheckIsRecordedAndTheWorkerRunsOn() {
		running();
		this.worker.check = WorkerHealthTests::fail;
		pass(INTERVAL, 2);
		WorkerSnapshot snapshot = this.supervision.snapshot("w");
		assertThat(snapshot.state()).isEqualTo(RUNNING);
		assertThat(snapshot.health().result()).isEqualTo(HealthResult.FAILED);
		assertThat(snapshot.health().failures()).isEqualTo(1);
		assertThat(snapshot.health().checkedAt()).isEqualTo(Instant.parse("2026-01-01T00:00:30Z"));
		assertThat(snapshot.health().lastFailure()).isNotNull();
		assertThat(snapshot.health().lastFailure().exception()).hasMessage("no connection");
	}

	@Test
	void checkThatPassesAgainKeepsTheLastFailureAndItsCount() {
		running();
		this.worker.check = WorkerHealthTests::fail;
		pass(INTERVAL, 2);
		this.worker.check = () -> {
		};
		pass(INTERVAL, 3);
		HealthRecord health = this.supervision.snapshot("w").health();
		assertThat(health.result()).isEqualTo(HealthResult.PASSED);
		assertThat(health.failures()).isEqualTo(1);
		assertThat(health.checkedAt()).isEqualTo(Instant.parse("2026-01-01T00:01:00Z"));
		assertThat(health.lastFailure()).isNotNull();
		assertThat(health.lastFailure().at()).isEqualTo(Instant.parse("2026-01-01T00:00:30Z"));
	}

	@Test
	void newLifeIsUncheckedAndKeepsTheCountOfFailures() {
		running();
		this.worker.check = WorkerHealthTests::fail;
		pass(INTERVAL, 2);
		this.worker.startUp((context) -> this.release.await());
		this.supervision.supervisor.restart("w");
		HealthRecord health = this.supervision.await("w", (seen) -> seen.incarnation() == 2).health();
		assertThat(health.result()).isEqualTo(HealthResult.UNKNOWN);
		assertThat(health.checkedAt()).isNull();
		assertThat(health.failures()).isEqualTo(1);
	}

	@Test
	void checkRunsOnAThreadOfItsOwnNamedAfterTheWorker() {
		List<String> names = new CopyOnWriteArrayList<>();
		this.worker.check = () -> names.add(Thread.currentThread().getName());
		running();
		assertThat(names).containsExactly("worker-w-health");
	}

	@Test
	void workerWithoutACheckGetsNoThreadForIt() {
		this.supervision.running("w", new ScriptedWorker(), new SettingsBuilder().build());
		this.supervision.pass(INTERVAL);
		this.supervision.pass(INTERVAL);
		assertThat(this.threads).extracting(Thread::getName).containsExactly("worker-w-1");
		assertThat(this.supervision.snapshot("w").health().result()).isEqualTo(HealthResult.UNKNOWN);
	}

	private Thread thread(Runnable runnable) {
		Thread thread = Supervision.daemon(runnable);
		this.threads.add(thread);
		return thread;
	}

	private WorkerLifecycle start(SettingsBuilder settings) {
		WorkerLifecycle lifecycle = this.supervision.register("w", this.worker, settings.build());
		lifecycle.start();
		return lifecycle;
	}

	private WorkerLifecycle running() {
		return this.supervision.running("w", this.worker, new SettingsBuilder().build());
	}

	/** Lets time pass until a check was made, and waits for its verdict. */
	private void pass(Duration span, int checks) {
		this.supervision.pass(span);
		Instant now = this.supervision.time.now();
		this.supervision.await("w", (snapshot) -> now.equals(snapshot.health().checkedAt()));
		assertThat(this.worker.checks).hasValue(checks);
	}

	private static RestartSettings longBackOff() {
		return new RestartSettings(RestartPolicy.ALWAYS, 3, Duration.ofHours(10), Duration.ofHours(1), 2,
				Duration.ofHours(1), 0);
	}

	private static void fail() throws IOException {
		throw new IOException("no connection");
	}

}
