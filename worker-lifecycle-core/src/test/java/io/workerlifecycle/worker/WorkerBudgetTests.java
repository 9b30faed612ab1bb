package io.workerlifecycle.worker;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Stops of an application whose budget is a minute.
 */
@Timeout(60)
class WorkerBudgetTests {

	private static final Duration LONG = Duration.ofMinutes(10);

	private final Supervision supervision = new Supervision();

	private final CountDownLatch release = new CountDownLatch(1);

	private final AtomicInteger callbacks = new AtomicInteger();

	@AfterEach
	void close() {
		this.release.countDown();
		this.supervision.close();
	}

	@Test
	void workerIsInterruptedAndAbandonedWithinWhatIsLeft() {
		WorkerLifecycle lifecycle = startStubborn();
		closeWithin(Duration.ofSeconds(20));
		stop(lifecycle);
		this.supervision.pass(Duration.ofSeconds(19).minusNanos(1));
		assertThat(this.supervision.snapshot("w").stack()).isNull();
		this.supervision.pass(Duration.ofNanos(1));
		assertThat(this.supervision.snapshot("w").stack()).isNotNull();
		assertThat(this.supervision.snapshot("w").abandoned()).isFalse();
		this.supervision.pass(StopEscalation.GRACE);
		assertThat(this.supervision.snapshot("w").abandoned()).isTrue();
		Awaitility.await().until(() -> this.callbacks.get() == 1);
	}

	@Test
	void stopTimeoutHoldsWhereEnoughIsLeft() {
		WorkerLifecycle lifecycle = this.supervision.running("w",
				(context) -> ScriptedWorker.awaitStubbornly(this.release), new SettingsBuilder().build());
		this.supervision.shutdown.begin();
		stop(lifecycle);
		this.supervision.pass(Duration.ofSeconds(10).minusNanos(1));
		assertThat(this.supervision.snapshot("w").stack()).isNull();
		this.supervision.pass(Duration.ofNanos(1));
		assertThat(this.supervision.snapshot("w").stack()).isNotNull();
	}

	@Test
	void workerIsAbandonedAtOnceWhenNothingIsLeft() {
		WorkerLifecycle lifecycle = startStubborn();
		closeWithin(Duration.ZERO);
		stop(lifecycle);
		this.supervision.pass(Duration.ZERO);
		this.supervision.pass(Duration.ZERO);
		WorkerSnapshot snapshot = this.supervision.snapshot("w");
		assertThat(snapshot.abandoned()).isTrue();
		Awaitility.await().until(() -> this.callbacks.get() == 1);
		assertThat(this.supervision.recorder.interruptedStacks).hasSize(1);
	}

	@Test
	void stopByPeopleThatBeganBeforeTheCloseIsShortened() {
		WorkerLifecycle lifecycle = startStubborn();
		this.supervision.supervisor.stop("w");
		this.supervision.pass(Duration.ofMinutes(1));
		closeWithin(Duration.ofSeconds(20));
		stop(lifecycle);
		this.supervision.pass(Duration.ofSeconds(19));
		assertThat(this.supervision.snapshot("w").stack()).isNotNull();
		this.supervision.pass(StopEscalation.GRACE);
		assertThat(this.supervision.snapshot("w").abandoned()).isTrue();
		Awaitility.await().until(() -> this.callbacks.get() == 1);
	}

	@Test
	void stopByPeopleThatIsNearlyOverIsNotProlonged() {
		WorkerLifecycle lifecycle = startStubborn();
		this.supervision.supervisor.stop("w");
		this.supervision.pass(LONG.minusSeconds(1));
		this.supervision.shutdown.begin();
		stop(lifecycle);
		this.supervision.pass(Duration.ofSeconds(1));
		assertThat(this.supervision.snapshot("w").stack()).isNotNull();
	}

	@Test
	void startThatFailedBeforeTheCloseIsAbandonedWithinWhatIsLeft() {
		ScriptedWorker worker = new ScriptedWorker().startUp((context) -> ScriptedWorker.awaitStubbornly(this.release));
		WorkerLifecycle lifecycle = this.supervision.register("w", worker,
				new SettingsBuilder().stopTimeout(LONG).build());
		lifecycle.start();
		Awaitility.await().until(() -> worker.calls.contains("onStartup"));
		this.supervision.pass(Duration.ofSeconds(30));
		closeWithin(Duration.ofSeconds(20));
		stop(lifecycle);
		this.supervision.pass(Duration.ofSeconds(20));
		assertThat(this.supervision.snapshot("w").abandoned()).isTrue();
	}

	@Test
	void cleanUpIsLeftBehindWhenNothingIsLeft() {
		ScriptedWorker worker = new ScriptedWorker()
			.shutDown((context) -> ScriptedWorker.awaitStubbornly(this.release));
		WorkerLifecycle lifecycle = this.supervision.running("w", worker,
				new SettingsBuilder().stopTimeout(LONG).build());
		closeWithin(Duration.ofSeconds(20));
		stop(lifecycle);
		Awaitility.await().until(() -> worker.calls.contains("onShutdown"));
		this.supervision.pass(Duration.ofSeconds(19));
		this.supervision.pass(StopEscalation.GRACE);
		assertThat(this.supervision.snapshot("w").abandoned()).isTrue();
	}

	private WorkerLifecycle startStubborn() {
		return this.supervision.running("w", (context) -> ScriptedWorker.awaitStubbornly(this.release),
				new SettingsBuilder().stopTimeout(LONG).build());
	}

	/** The application begins to close, and uses up all but the rest of its budget. */
	private void closeWithin(Duration rest) {
		this.supervision.shutdown.begin();
		this.supervision.pass(this.supervision.shutdown.budget().minus(rest));
	}

	private void stop(WorkerLifecycle lifecycle) {
		lifecycle.stop(this.callbacks::incrementAndGet);
		this.supervision.settle();
	}

}
