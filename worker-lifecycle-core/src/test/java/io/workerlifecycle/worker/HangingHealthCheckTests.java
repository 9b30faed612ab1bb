package io.workerlifecycle.worker;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static io.workerlifecycle.worker.WorkerState.RUNNING;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * A check that hangs while its worker runs.
 */
@Timeout(60)
class HangingHealthCheckTests {

	private static final Duration INTERVAL = Duration.ofSeconds(30);

	private static final Duration TIMEOUT = Duration.ofSeconds(5);

	private final List<Thread> threads = new CopyOnWriteArrayList<>();

	private final Supervision supervision = new Supervision(this::thread);

	private final CountDownLatch release = new CountDownLatch(1);

	private final CheckedWorker worker = new CheckedWorker(() -> {
	});

	private WorkerLifecycle lifecycle;

	@BeforeEach
	void start() {
		this.lifecycle = this.supervision.running("w", this.worker, new SettingsBuilder().build());
		this.threads.clear();
	}

	@AfterEach
	void close() {
		this.release.countDown();
		this.supervision.close();
	}

	@Test
	void checkThatTakesTooLongHasFailed() {
		hang();
		this.supervision.pass(TIMEOUT.minusNanos(1));
		assertThat(this.supervision.snapshot("w").health().result()).isEqualTo(HealthResult.PASSED);
		this.supervision.pass(Duration.ofNanos(1));
		WorkerSnapshot snapshot = this.supervision.snapshot("w");
		assertThat(snapshot.health().result()).isEqualTo(HealthResult.FAILED);
		assertThat(snapshot.health().failures()).isEqualTo(1);
		assertThat(snapshot.state()).isEqualTo(RUNNING);
	}

	@Test
	void checkThatTakesTooLongFailsWithItsOwnStack() {
		hang();
		this.supervision.pass(TIMEOUT);
		WorkerFailure failure = this.supervision.snapshot("w").health().lastFailure();
		assertThat(failure).isNotNull();
		assertThat(failure.exception()).isInstanceOf(TimeoutException.class).hasMessageContaining("5000 ms");
		assertThat(failure.exception().getStackTrace())
			.anyMatch((frame) -> frame.getMethodName().equals("awaitStubbornly"));
	}

	@Test
	void checkThatTakesTooLongIsInterrupted() {
		AtomicBoolean interrupted = new AtomicBoolean();
		this.worker.check = () -> {
			try {
				new CountDownLatch(1).await();
			}
			catch (InterruptedException ex) {
				interrupted.set(true);
			}
		};
		beginCheck();
		this.supervision.pass(TIMEOUT);
		Awaitility.await().untilTrue(interrupted);
		assertThat(this.supervision.snapshot("w").health().result()).isEqualTo(HealthResult.FAILED);
	}

	@Test
	void hangingCheckNeverPilesUp() {
		hang();
		this.supervision.pass(TIMEOUT);
		for (int round = 2; round <= 5; round++) {
			this.supervision.pass(INTERVAL);
			assertThat(this.supervision.snapshot("w").health().failures()).isEqualTo(round);
		}
		assertThat(this.threads).hasSize(1);
		assertThat(this.worker.checks).hasValue(2);
	}

	@Test
	void roundThatFindsAHangingCheckFailsAtOnceAndSaysSo() {
		hang();
		this.supervision.pass(TIMEOUT);
		this.supervision.pass(INTERVAL);
		WorkerFailure failure = this.supervision.snapshot("w").health().lastFailure();
		assertThat(failure).isNotNull();
		assertThat(failure.exception()).hasMessageContaining("still hangs");
		assertThat(failure.at()).isEqualTo(this.supervision.time.now());
	}

	@Test
	void checksGoOnWhenTheHangingOneHasEnded() throws InterruptedException {
		hang();
		this.supervision.pass(TIMEOUT);
		this.supervision.pass(INTERVAL);
		this.release.countDown();
		this.threads.get(0).join();
		this.supervision.settle();
		this.supervision.pass(INTERVAL);
		this.supervision.await("w", (snapshot) -> snapshot.health().result() == HealthResult.PASSED);
		assertThat(this.supervision.snapshot("w").health().failures()).isEqualTo(2);
	}

	@Test
	void lateAnswerOfAHangingCheckCountsNoMore() throws InterruptedException {
		hang();
		this.supervision.pass(TIMEOUT);
		this.release.countDown();
		this.threads.get(0).join();
		this.supervision.settle();
		assertThat(this.supervision.snapshot("w").health().result()).isEqualTo(HealthResult.FAILED);
	}

	@Test
	void startThatFindsAHangingCheckFails() {
		hang();
		this.supervision.pass(TIMEOUT);
		this.supervision.supervisor.restart("w");
		WorkerSnapshot snapshot = this.supervision.await("w", WorkerSnapshot::backingOff);
		assertThat(snapshot.incarnation()).isEqualTo(2);
		assertThat(snapshot.lastFailure()).isNotNull();
		assertThat(snapshot.lastFailure().exception()).isInstanceOf(FailedHealthCheckException.class);
	}

	@Test
	void stopDoesNotWaitForAHangingCheck() {
		hang();
		this.lifecycle.stop();
		assertThat(this.supervision.snapshot("w").state()).isEqualTo(WorkerState.STOPPED);
	}

	private void hang() {
		this.worker.check = () -> ScriptedWorker.awaitStubbornly(this.release);
		beginCheck();
	}

	private void beginCheck() {
		this.supervision.pass(INTERVAL);
		Awaitility.await().until(() -> this.worker.checks.get() == 2);
		// Where it stands is asked for: not in the counter any more.
		Awaitility.await().until(() -> this.threads.get(0).getState() == Thread.State.WAITING);
	}

	private Thread thread(Runnable runnable) {
		Thread thread = Supervision.daemon(runnable);
		this.threads.add(thread);
		return thread;
	}

}
