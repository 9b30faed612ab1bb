package io.workerlifecycle.worker;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;

import io.workerlifecycle.shutdown.DrainEntry;
import io.workerlifecycle.shutdown.DrainKind;
import io.workerlifecycle.shutdown.DrainOutcome;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What workers note for the drain report.
 */
@Timeout(60)
class WorkerDrainTests {

	private final Supervision supervision = new Supervision();

	private final CountDownLatch release = new CountDownLatch(1);

	@AfterEach
	void close() {
		this.release.countDown();
		this.supervision.close();
	}

	@Test
	void workerThatEndsInItsTimeIsFinished() {
		WorkerLifecycle lifecycle = start((context) -> ScriptedWorker.awaitStubbornly(this.release));
		stop(lifecycle);
		this.supervision.pass(Duration.ofSeconds(3));
		this.release.countDown();
		assertThat(entry()).isEqualTo(entry(DrainOutcome.FINISHED, Duration.ofSeconds(3)));
	}

	@Test
	void workerThatThrowsWhileItStopsHasFailed() {
		WorkerLifecycle lifecycle = start((context) -> {
			context.awaitStop(Duration.ofHours(1));
			throw new IOException("flush failed");
		});
		lifecycle.stop();
		assertThat(entry()).isEqualTo(entry(DrainOutcome.FAILED, Duration.ZERO));
	}

	@Test
	void workerThatEndsByItsInterruptIsInterrupted() {
		WorkerLifecycle lifecycle = start((context) -> this.release.await());
		stop(lifecycle);
		this.supervision.pass(Duration.ofSeconds(10));
		assertThat(entry()).isEqualTo(entry(DrainOutcome.INTERRUPTED, Duration.ofSeconds(10)));
	}

	@Test
	void workerThatIgnoresItsInterruptIsAbandoned() {
		WorkerLifecycle lifecycle = start((context) -> ScriptedWorker.awaitStubbornly(this.release));
		stop(lifecycle);
		this.supervision.pass(Duration.ofSeconds(10));
		this.supervision.pass(StopEscalation.GRACE);
		assertThat(entry()).isEqualTo(entry(DrainOutcome.ABANDONED, Duration.ofSeconds(11)));
	}

	@Test
	void workerThatStopsTheApplicationItselfIsNotAwaited() {
		WorkerLifecycle[] own = new WorkerLifecycle[1];
		own[0] = this.supervision.register("w", (context) -> {
			own[0].stop();
			this.release.await();
		});
		own[0].start();
		assertThat(entry()).isEqualTo(entry(DrainOutcome.NOT_AWAITED, Duration.ZERO));
	}

	@Test
	void workerThatBacksOffIsFinished() {
		WorkerLifecycle lifecycle = this.supervision.register("w", (context) -> {
			throw new IOException("broken");
		});
		lifecycle.start();
		this.supervision.await("w", WorkerSnapshot::backingOff);
		lifecycle.stop();
		assertThat(entry()).isEqualTo(entry(DrainOutcome.FINISHED, Duration.ZERO));
	}

	@Test
	void workerThatBacksOffAfterAnInterruptIsFinishedToo() {
		ScriptedWorker worker = new ScriptedWorker().startUp((context) -> this.release.await());
		WorkerLifecycle lifecycle = this.supervision.register("w", worker);
		lifecycle.start();
		Awaitility.await().until(() -> worker.calls.contains("onStartup"));
		this.supervision.pass(Duration.ofSeconds(30));
		this.supervision.await("w", WorkerSnapshot::backingOff);
		lifecycle.stop();
		assertThat(entry()).isEqualTo(entry(DrainOutcome.FINISHED, Duration.ZERO));
	}

	@Test
	void stopIsNotedOnce() {
		WorkerLifecycle lifecycle = start((context) -> ScriptedWorker.awaitStubbornly(this.release));
		stop(lifecycle);
		stop(lifecycle);
		this.release.countDown();
		this.supervision.await("w", WorkerState.STOPPED);
		lifecycle.stop();
		assertThat(this.supervision.shutdown.takeEntries()).hasSize(1);
	}

	@Test
	void timeIsCountedFromTheFirstStop() {
		WorkerLifecycle lifecycle = start((context) -> ScriptedWorker.awaitStubbornly(this.release));
		stop(lifecycle);
		this.supervision.pass(Duration.ofSeconds(2));
		stop(lifecycle);
		this.supervision.pass(Duration.ofSeconds(1));
		this.release.countDown();
		assertThat(entry()).isEqualTo(entry(DrainOutcome.FINISHED, Duration.ofSeconds(3)));
	}

	@Test
	void stopByPeopleIsNotNoted() {
		start(Supervision.idle());
		this.supervision.supervisor.stop("w");
		this.supervision.await("w", WorkerState.STOPPED);
		assertThat(this.supervision.shutdown.takeEntries()).isEmpty();
	}

	private WorkerLifecycle start(Worker worker) {
		return this.supervision.running("w", worker, Supervision.settings(RestartPolicy.ALWAYS));
	}

	private void stop(WorkerLifecycle lifecycle) {
		lifecycle.stop(() -> {
		});
		this.supervision.settle();
	}

	private DrainEntry entry() {
		List<DrainEntry> entries = Awaitility.await()
			.until(this.supervision.shutdown::takeEntries, (taken) -> !taken.isEmpty());
		assertThat(entries).hasSize(1);
		return entries.get(0);
	}

	private static DrainEntry entry(DrainOutcome outcome, Duration took) {
		return new DrainEntry(DrainKind.WORKER, "w", outcome, took);
	}

}
