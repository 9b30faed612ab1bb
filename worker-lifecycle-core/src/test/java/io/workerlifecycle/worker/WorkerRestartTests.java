package io.workerlifecycle.worker;

import java.io.IOException;
import java.time.Duration;
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
class WorkerRestartTests {

	private final Supervision supervision = new Supervision();

	@AfterEach
	void close() {
		this.supervision.close();
	}

	@Test
	void failedWorkerIsRestartedAfterItsBackoff() {
		start(failing(), Supervision.settings(RestartPolicy.ALWAYS));
		WorkerSnapshot backingOff = this.supervision.await("w", WorkerSnapshot::backingOff);
		assertThat(backingOff.state()).isEqualTo(ERROR);
		this.supervision.time.advance(Duration.ofSeconds(1).minusNanos(1));
		assertThat(this.supervision.snapshot("w").incarnation()).isEqualTo(1);
		this.supervision.time.advance(Duration.ofNanos(1));
		this.supervision.await("w", (snapshot) -> snapshot.incarnation() == 2 && snapshot.backingOff());
		assertThat(this.supervision.statesOf("w")).containsExactly(STARTING, RUNNING, ERROR, STARTING, RUNNING, ERROR);
		Awaitility.await().until(() -> this.supervision.recorder.delays.size() == 2);
		assertThat(this.supervision.recorder.delays).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2));
	}

	@Test
	void workerGivesUpAfterTooManyRestartsInItsWindow() {
		start(failing(), Supervision.settings(RestartPolicy.ON_FAILURE));
		for (int life = 1; life <= 3; life++) {
			int current = life;
			this.supervision.await("w", (snapshot) -> snapshot.incarnation() == current && snapshot.backingOff());
			// Not longer than this backoff: the next could pass in the same span.
			this.supervision.time.advance(Duration.ofSeconds(1L << (life - 1)));
		}
		WorkerSnapshot snapshot = this.supervision.await("w", WorkerSnapshot::gaveUp);
		assertThat(snapshot.incarnation()).isEqualTo(4);
		assertThat(snapshot.counts().restarts()).isEqualTo(3);
		Awaitility.await().until(() -> this.supervision.recorder.gaveUp.get() == 1);
	}

	@Test
	void backoffBeginsAnewAfterALifeOfAWindowAndNotAfterALongWait() {
		RestartPlan plan = new RestartPlan(Supervision.settings(RestartPolicy.ALWAYS).restart(), this.supervision.time);
		assertThat(plan.next(Duration.ZERO)).contains(Duration.ofSeconds(1));
		assertThat(plan.next(Duration.ZERO)).contains(Duration.ofSeconds(2));
		this.supervision.time.advance(Duration.ofMinutes(11));
		assertThat(plan.next(Duration.ofMinutes(9))).contains(Duration.ofSeconds(4));
		assertThat(plan.next(Duration.ofMinutes(10))).contains(Duration.ofSeconds(1));
	}

	@Test
	void exceptionWhoseTextThrowsIsAFailureLikeAnyOther() {
		start((context) -> {
			throw new IllegalStateException() {
				@Override
				public String getMessage() {
					throw new UnsupportedOperationException("no text either");
				}
			};
		}, Supervision.settings(RestartPolicy.ALWAYS));
		WorkerSnapshot snapshot = this.supervision.await("w", WorkerSnapshot::backingOff);
		assertThat(snapshot.state()).isEqualTo(ERROR);
	}

	@Test
	void sleepOfAgesIsNoFailure() {
		WorkerLifecycle lifecycle = start((context) -> context.awaitStop(Duration.ofMillis(Long.MAX_VALUE)),
				Supervision.settings(RestartPolicy.NEVER));
		this.supervision.await("w", RUNNING);
		lifecycle.stop();
		assertThat(this.supervision.statesOf("w")).containsExactly(STARTING, RUNNING, STOPPING, STOPPED);
	}

	@Test
	void exceptionIsFinalUnderNever() {
		start(failing(), Supervision.settings(RestartPolicy.NEVER));
		WorkerSnapshot snapshot = this.supervision.await("w", WorkerSnapshot::gaveUp);
		assertThat(snapshot.state()).isEqualTo(ERROR);
		assertThat(this.supervision.time.pendingTimers()).isZero();
	}

	@Test
	void normalReturnIsCompletedUnderOnFailure() {
		WorkerLifecycle lifecycle = start((context) -> {
		}, Supervision.settings(RestartPolicy.ON_FAILURE));
		this.supervision.await("w", WorkerSnapshot::completed);
		assertThat(this.supervision.statesOf("w")).containsExactly(STARTING, RUNNING, STOPPING, STOPPED);
		Awaitility.await().until(() -> !lifecycle.isRunning());
	}

	@Test
	void normalReturnIsFollowedByANewLifeUnderAlways() {
		start((context) -> {
		}, Supervision.settings(RestartPolicy.ALWAYS));
		WorkerSnapshot snapshot = this.supervision.await("w", WorkerSnapshot::backingOff);
		assertThat(snapshot.state()).isEqualTo(STOPPED);
		this.supervision.time.advance(Duration.ofSeconds(1));
		this.supervision.await("w", (seen) -> seen.incarnation() == 2);
	}

	@Test
	void stopDuringBackoffCancelsTheRestart() {
		WorkerLifecycle lifecycle = start(failing(), Supervision.settings(RestartPolicy.ALWAYS));
		this.supervision.await("w", WorkerSnapshot::backingOff);
		assertThat(lifecycle.isRunning()).isTrue();
		lifecycle.stop();
		this.supervision.time.advance(Duration.ofHours(1));
		this.supervision.settle();
		assertThat(this.supervision.statesOf("w")).containsExactly(STARTING, RUNNING, ERROR, STOPPING, STOPPED);
		assertThat(lifecycle.isRunning()).isFalse();
	}

	@Test
	void backoffThatEndsWhileTheApplicationClosesBeginsNoLife() {
		WorkerLifecycle lifecycle = start(failing(), Supervision.settings(RestartPolicy.ALWAYS));
		this.supervision.await("w", WorkerSnapshot::backingOff);
		this.supervision.supervisor.applicationCloses();
		this.supervision.settle();
		this.supervision.time.advance(Duration.ofSeconds(1));
		this.supervision.settle();
		assertThat(this.supervision.snapshot("w").incarnation()).isEqualTo(1);
		assertThat(lifecycle.isRunning()).isTrue();
		lifecycle.stop();
		assertThat(this.supervision.snapshot("w").state()).isEqualTo(STOPPED);
	}

	@Test
	void errorIsAsGoodAReasonToRestartAsAnException() {
		start((context) -> {
			throw new StackOverflowError();
		}, Supervision.settings(RestartPolicy.ON_FAILURE));
		this.supervision.await("w", WorkerSnapshot::backingOff);
	}

	@Test
	void workerMayRestartAndStopItself() {
		AtomicInteger lives = new AtomicInteger();
		Workers workers = this.supervision.supervisor;
		start((context) -> {
			if (lives.incrementAndGet() == 1) {
				workers.restart(context.workerName());
			}
			else {
				workers.stop(context.workerName());
			}
			context.awaitStop(Duration.ofHours(1));
		}, Supervision.settings(RestartPolicy.NEVER));
		this.supervision.await("w", (snapshot) -> snapshot.state() == STOPPED && snapshot.incarnation() == 2);
		assertThat(this.supervision.snapshot("w").desired()).isEqualTo(DesiredState.STOPPED);
	}

	@Test
	void startWhileStoppingIsFollowedByANewLife() {
		WorkerLifecycle lifecycle = start(Supervision.idle(), Supervision.settings(RestartPolicy.ALWAYS));
		this.supervision.await("w", RUNNING);
		this.supervision.supervisor.stop("w");
		this.supervision.supervisor.start("w");
		this.supervision.await("w", (snapshot) -> snapshot.incarnation() == 2 && snapshot.state() == RUNNING);
		lifecycle.stop();
	}

	@Test
	void givenUpWorkerMayBeStartedByHand() {
		start(failing(), Supervision.settings(RestartPolicy.NEVER));
		this.supervision.await("w", WorkerSnapshot::gaveUp);
		this.supervision.supervisor.start("w");
		this.supervision.await("w", (snapshot) -> snapshot.incarnation() == 2 && snapshot.gaveUp());
	}

	@Test
	void threadThatCannotBeMadeIsAFailureLikeAnyOther() {
		WorkerSupervisor supervisor = this.supervision.supervisor((runnable) -> {
			throw new OutOfMemoryError("unable to create native thread");
		}, (event) -> {
		}, new Supervision.Recorder());
		WorkerLifecycle lifecycle = supervisor
			.register(new WorkerDefinition("w", Supervision.idle(), Supervision.settings(RestartPolicy.ALWAYS)));
		lifecycle.start();
		assertThat(supervisor.find("w").orElseThrow().backingOff()).isTrue();
		lifecycle.stop();
	}

	private WorkerLifecycle start(Worker worker, WorkerSettings settings) {
		WorkerLifecycle lifecycle = this.supervision.register("w", worker, settings);
		lifecycle.start();
		return lifecycle;
	}

	private static Worker failing() {
		return (context) -> {
			throw new IOException("broken");
		};
	}

}
