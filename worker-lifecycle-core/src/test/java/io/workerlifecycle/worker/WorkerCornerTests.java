package io.workerlifecycle.worker;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

import io.workerlifecycle.shutdown.DrainEntry;
import io.workerlifecycle.shutdown.DrainOutcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.test.util.ReflectionTestUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a random course of events would meet only now and then.
 */
@Timeout(60)
class WorkerCornerTests {

	private final Supervision supervision = new Supervision();

	private final CountDownLatch release = new CountDownLatch(1);

	@AfterEach
	void close() {
		this.release.countDown();
		this.supervision.close();
	}

	@Test
	void processIsKeptAliveWhileALifeWillFollowAnAbandonedOne() {
		WorkerLifecycle lifecycle = abandonByRestart();
		assertThat(lifecycle.isRunning()).isTrue();
		assertThat(isKeptAlive()).isTrue();
	}

	@Test
	void processIsKeptAliveWhenAnAbandonedWorkerIsStartedAgain() {
		WorkerLifecycle lifecycle = abandonByRestart();
		lifecycle.stop();
		this.supervision.settle();
		assertThat(isKeptAlive()).isFalse();
		lifecycle.start();
		assertThat(isKeptAlive()).isTrue();
	}

	@Test
	void restartOfAnAbandonedWorkerIsFoundByAStop() {
		WorkerLifecycle lifecycle = abandonByRestart();
		this.supervision.supervisor.stop("w");
		assertThat(lifecycle.isRunning()).isFalse();
		this.supervision.supervisor.restart("w");
		assertThat(lifecycle.isRunning()).isTrue();
	}

	@Test
	void workerStartedByHandBeforeItsApplicationIsNotWaitedForInVain() {
		this.supervision.register("needed", Supervision.idle());
		this.supervision.supervisor.start("needed");
		this.supervision.await("needed", WorkerState.RUNNING);
		this.supervision.supervisor.applicationStarts();
		this.supervision.register("w", Supervision.idle(), new SettingsBuilder().after("needed").build()).start();
		this.supervision.await("w", WorkerState.RUNNING);
	}

	@Test
	void workerThatWaitsForAnotherDoesNotBeginOnceItsApplicationCloses() {
		this.supervision.register("needed", new Worker() {

			@Override
			public void onStartup(WorkerContext context) throws Exception {
				WorkerCornerTests.this.release.await();
			}

			@Override
			public void run(WorkerContext context) {
				context.awaitStop(Duration.ofHours(1));
			}

		}).start();
		ScriptedWorker waiting = new ScriptedWorker();
		this.supervision.register("w", waiting, new SettingsBuilder().after("needed").build()).start();
		this.supervision.supervisor.applicationCloses();
		this.release.countDown();
		this.supervision.await("needed", WorkerState.RUNNING);
		this.supervision.settle();
		assertThat(this.supervision.snapshot("w").condition().waitingFor()).isEmpty();
		this.supervision.supervisor.stop("w");
		this.supervision.await("w", WorkerState.STOPPED);
		assertThat(waiting.calls).isEmpty();
	}

	@Test
	void applicationDoesNotWaitForAWorkerThatPeopleHaveStopped() {
		WorkerLifecycle lifecycle = this.supervision.register("w", Supervision.idle(),
				new SettingsBuilder().awaitRunning().build());
		this.supervision.supervisor.stop("w");
		lifecycle.start();
		assertThat(lifecycle.isRunning()).isFalse();
	}

	@Test
	void workerThatThrowsWhenAskedToStopHasFailedInTheDrainReport() {
		assertThat(outcomeOf((context) -> {
			context.awaitStop(Duration.ofHours(1));
			throw new IOException("flush failed");
		})).isEqualTo(DrainOutcome.FAILED);
	}

	@Test
	void workerWhoseCleanUpThrowsHasFailedInTheDrainReport() {
		assertThat(outcomeOf(new Worker() {

			@Override
			public void run(WorkerContext context) {
				context.awaitStop(Duration.ofHours(1));
			}

			@Override
			public void onShutdown(WorkerContext context) throws Exception {
				throw new IOException("flush failed");
			}

		})).isEqualTo(DrainOutcome.FAILED);
	}

	@Test
	void workerThatIsBackingOffHasFinishedInTheDrainReport() {
		WorkerLifecycle lifecycle = this.supervision.register("w", (context) -> {
			throw new IOException("no luck");
		});
		lifecycle.start();
		this.supervision.await("w", WorkerSnapshot::backingOff);
		lifecycle.stop();
		assertThat(takeOutcome()).isEqualTo(DrainOutcome.FINISHED);
	}

	private DrainOutcome outcomeOf(Worker worker) {
		WorkerLifecycle lifecycle = this.supervision.register("w", worker);
		lifecycle.start();
		this.supervision.await("w", WorkerState.RUNNING);
		lifecycle.stop();
		return takeOutcome();
	}

	private DrainOutcome takeOutcome() {
		return this.supervision.shutdown.takeEntries().stream().map(DrainEntry::outcome).findFirst().orElseThrow();
	}

	private WorkerLifecycle abandonByRestart() {
		WorkerLifecycle lifecycle = this.supervision.register("w", (context) -> ignoreInterrupts());
		lifecycle.start();
		this.supervision.await("w", WorkerState.RUNNING);
		this.supervision.supervisor.restart("w");
		this.supervision.await("w", WorkerState.STOPPING);
		this.supervision.time.advance(Duration.ofSeconds(10));
		this.supervision.settle();
		this.supervision.time.advance(StopEscalation.GRACE);
		this.supervision.await("w", WorkerSnapshot::abandoned);
		this.supervision.settle();
		return lifecycle;
	}

	private boolean isKeptAlive() {
		Set<?> holders = (Set<?>) ReflectionTestUtils.getField(this.supervision.keepAlive, "holders");
		return holders != null && !holders.isEmpty();
	}

	private void ignoreInterrupts() {
		boolean released = false;
		while (!released) {
			try {
				this.release.await();
				released = true;
			}
			catch (InterruptedException ex) {
				// Deaf on purpose.
			}
		}
	}

}
