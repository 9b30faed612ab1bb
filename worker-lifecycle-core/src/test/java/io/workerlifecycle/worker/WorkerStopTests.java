package io.workerlifecycle.worker;

import java.io.IOException;
import java.time.Duration;
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
class WorkerStopTests {

	private final Supervision supervision = new Supervision();

	private final CountDownLatch release = new CountDownLatch(1);

	private final AtomicInteger callbacks = new AtomicInteger();

	@AfterEach
	void close() {
		this.release.countDown();
		this.supervision.close();
	}

	@Test
	void stopReturnsAtOnceAndCallsBackOnceTheWorkerHasEnded() {
		WorkerLifecycle lifecycle = start((context) -> this.release.await());
		lifecycle.stop(this.callbacks::incrementAndGet);
		this.supervision.await("w", STOPPING);
		assertThat(this.callbacks).hasValue(0);
		this.release.countDown();
		Awaitility.await().until(() -> this.callbacks.get() == 1);
		assertThat(this.supervision.snapshot("w").state()).isEqualTo(STOPPED);
	}

	@Test
	void everyCallbackIsCalledExactlyOnceWhenStoppedTwice() {
		WorkerLifecycle lifecycle = start(Supervision.idle());
		lifecycle.stop(this.callbacks::incrementAndGet);
		lifecycle.stop(this.callbacks::incrementAndGet);
		lifecycle.stop();
		this.supervision.time.advance(Duration.ofMinutes(1));
		Awaitility.await().until(() -> this.callbacks.get() == 2);
		lifecycle.stop();
		assertThat(this.callbacks).hasValue(2);
	}

	@Test
	void overdueWorkerIsInterruptedWithItsStackAndEndsInGoodOrder() {
		WorkerLifecycle lifecycle = start((context) -> sleepHere());
		lifecycle.stop(this.callbacks::incrementAndGet);
		this.supervision.await("w", STOPPING);
		this.supervision.time.advance(Duration.ofSeconds(10).minusNanos(1));
		assertThat(this.supervision.snapshot("w").stack()).isNull();
		this.supervision.time.advance(Duration.ofNanos(1));
		Awaitility.await().until(() -> this.callbacks.get() == 1);
		assertThat(this.supervision.recorder.interruptedStacks).singleElement()
			.asString()
			.contains("worker-w-1")
			.contains("sleepHere");
		assertThat(this.supervision.statesOf("w")).containsExactly(STARTING, RUNNING, STOPPING, STOPPED);
	}

	@Test
	void workerThatIgnoresItsInterruptIsAbandonedWithItsStack() {
		WorkerLifecycle lifecycle = start((context) -> ignoreInterrupts());
		lifecycle.stop(this.callbacks::incrementAndGet);
		this.supervision.await("w", STOPPING);
		advanceStopTimeout();
		this.supervision.time.advance(StopEscalation.GRACE);
		WorkerSnapshot snapshot = this.supervision.await("w", ERROR);
		Awaitility.await().until(() -> this.callbacks.get() == 1);
		assertThat(snapshot.abandoned()).isTrue();
		assertThat(snapshot.stack()).contains("ignoreInterrupts");
		assertThat(lifecycle.isRunning()).isFalse();
	}

	@Test
	void abandonedWorkerBeginsNoNewLifeWhileItsThreadLives() {
		WorkerLifecycle lifecycle = start((context) -> ignoreInterrupts());
		this.supervision.supervisor.restart("w");
		this.supervision.await("w", STOPPING);
		advanceStopTimeout();
		this.supervision.time.advance(StopEscalation.GRACE);
		this.supervision.await("w", WorkerSnapshot::abandoned);
		this.supervision.supervisor.start("w");
		this.supervision.time.advance(Duration.ofHours(1));
		this.supervision.settle();
		assertThat(this.supervision.snapshot("w").incarnation()).isEqualTo(1);
		this.release.countDown();
		this.supervision.await("w", (snapshot) -> snapshot.incarnation() == 2);
		lifecycle.stop(() -> {
		});
	}

	@Test
	void cleanUpDoesNotInheritTheInterruptOfTheWork() {
		AtomicInteger clean = new AtomicInteger();
		WorkerLifecycle lifecycle = start(new Worker() {
			@Override
			public void run(WorkerContext context) {
				while (!Thread.currentThread().isInterrupted()) {
					Thread.onSpinWait();
				}
			}

			@Override
			public void onShutdown(WorkerContext context) {
				clean.set(Thread.currentThread().isInterrupted() ? -1 : 1);
			}
		});
		lifecycle.stop(this.callbacks::incrementAndGet);
		this.supervision.await("w", STOPPING);
		this.supervision.time.advance(Duration.ofSeconds(10));
		Awaitility.await().until(() -> this.callbacks.get() == 1);
		assertThat(clean).hasValue(1);
	}

	@Test
	void cleanUpIsNotInterruptedByTheWorkersTimeout() {
		AtomicInteger interrupted = new AtomicInteger();
		WorkerLifecycle lifecycle = start(new Worker() {
			@Override
			public void run(WorkerContext context) throws Exception {
				Supervision.idle().run(context);
			}

			@Override
			public void onShutdown(WorkerContext context) throws Exception {
				try {
					WorkerStopTests.this.release.await();
				}
				catch (InterruptedException ex) {
					interrupted.incrementAndGet();
				}
			}
		});
		lifecycle.stop(this.callbacks::incrementAndGet);
		Awaitility.await().until(() -> this.supervision.time.pendingTimers() == 1);
		Awaitility.await().until(() -> isInCleanUp());
		this.supervision.time.advance(Duration.ofSeconds(10));
		this.supervision.settle();
		this.release.countDown();
		Awaitility.await().until(() -> this.callbacks.get() == 1);
		assertThat(interrupted).hasValue(0);
		assertThat(this.supervision.snapshot("w").state()).isEqualTo(STOPPED);
	}

	@Test
	void hangingListenerHoldsTheCallbackUpForTwoSecondsAndNoLonger() {
		CountDownLatch never = new CountDownLatch(1);
		WorkerSupervisor supervisor = this.supervision.supervisor(Supervision::daemon,
				(event) -> awaitUninterruptibly(never), new Supervision.Recorder());
		WorkerLifecycle lifecycle = supervisor
			.register(new WorkerDefinition("w", Supervision.idle(), Supervision.settings(RestartPolicy.ALWAYS)));
		lifecycle.start();
		Awaitility.await().until(() -> supervisor.find("w").orElseThrow().state() == RUNNING);
		lifecycle.stop(this.callbacks::incrementAndGet);
		Awaitility.await().until(() -> supervisor.find("w").orElseThrow().state() == STOPPED);
		Awaitility.await().until(() -> !lifecycle.isRunning());
		assertThat(this.callbacks).hasValue(0);
		this.supervision.time.advance(Duration.ofSeconds(2));
		Awaitility.await().until(() -> this.callbacks.get() == 1);
		never.countDown();
		AtomicInteger later = new AtomicInteger();
		lifecycle.stop(later::incrementAndGet);
		Awaitility.await().until(() -> later.get() == 1);
		assertThat(this.callbacks).hasValue(1);
	}

	@Test
	void hangingListenerHoldsUpNoObserver() {
		CountDownLatch never = new CountDownLatch(1);
		Supervision.Recorder recorder = new Supervision.Recorder();
		WorkerSupervisor supervisor = this.supervision.supervisor(Supervision::daemon,
				(event) -> awaitUninterruptibly(never), recorder);
		supervisor.register(new WorkerDefinition("w", Supervision.idle(), Supervision.settings(RestartPolicy.ALWAYS)))
			.start();
		Awaitility.await().until(() -> recorder.transitions.size() == 2);
		never.countDown();
	}

	@Test
	void workerThatStopsTheApplicationItselfIsNotWaitedForNorInterrupted() {
		AtomicInteger interrupted = new AtomicInteger();
		WorkerLifecycle[] own = new WorkerLifecycle[1];
		own[0] = this.supervision.register("w", (context) -> {
			own[0].stop();
			this.callbacks.incrementAndGet();
			this.release.await();
			interrupted.set(Thread.currentThread().isInterrupted() ? 1 : 0);
		});
		own[0].start();
		Awaitility.await().until(() -> this.callbacks.get() == 1);
		this.supervision.time.advance(Duration.ofMinutes(1));
		this.supervision.settle();
		assertThat(own[0].isRunning()).isFalse();
		this.release.countDown();
		this.supervision.await("w", STOPPED);
		assertThat(interrupted).hasValue(0);
		assertThat(this.supervision.statesOf("w")).containsExactly(STARTING, RUNNING, STOPPING, STOPPED);
	}

	@Test
	void lifeThatWillFollowAnAbandonedOneIsCancelledByAStop() {
		WorkerLifecycle lifecycle = start((context) -> ignoreInterrupts());
		this.supervision.supervisor.restart("w");
		this.supervision.await("w", STOPPING);
		advanceStopTimeout();
		this.supervision.time.advance(StopEscalation.GRACE);
		this.supervision.await("w", WorkerSnapshot::abandoned);
		assertThat(lifecycle.isRunning()).isTrue();
		lifecycle.stop();
		this.release.countDown();
		this.supervision.await("w", STOPPED);
		assertThat(this.supervision.snapshot("w").incarnation()).isEqualTo(1);
	}

	@Test
	void exceptionDuringAnAskedStopIsRecordedAndTheWorkerIsStopped() {
		WorkerLifecycle lifecycle = start((context) -> {
			context.awaitStop(Duration.ofHours(1));
			throw new IOException("flush failed");
		});
		lifecycle.stop();
		assertThat(this.supervision.statesOf("w")).containsExactly(STARTING, RUNNING, STOPPING, ERROR, STOPPING,
				STOPPED);
		assertThat(this.supervision.snapshot("w").counts().errors()).isEqualTo(1);
	}

	@Test
	void stopOnPurposeOutlivesARestartOfTheApplication() {
		WorkerLifecycle lifecycle = start(Supervision.idle());
		this.supervision.supervisor.stop("w");
		this.supervision.await("w", STOPPED);
		lifecycle.start();
		assertThat(lifecycle.isRunning()).isFalse();
		this.supervision.supervisor.start("w");
		this.supervision.await("w", RUNNING);
		lifecycle.stop();
		lifecycle.start();
		assertThat(lifecycle.isRunning()).isTrue();
		lifecycle.stop();
	}

	@Test
	void stopThatAStartOvertakesCallsBackWhenItsLifeHasEnded() {
		WorkerLifecycle lifecycle = start((context) -> this.release.await());
		lifecycle.stop(this.callbacks::incrementAndGet);
		lifecycle.start();
		this.supervision.settle();
		assertThat(this.callbacks).hasValue(0);
		this.release.countDown();
		this.supervision.await("w", (snapshot) -> snapshot.incarnation() == 2);
		Awaitility.await().until(() -> this.callbacks.get() == 1);
	}

	@Test
	void thousandLivesLeaveNoThreadBehind() {
		WorkerLifecycle lifecycle = this.supervision.register("many", Supervision.idle());
		for (int life = 0; life < 1000; life++) {
			lifecycle.start();
			lifecycle.stop();
		}
		assertThat(this.supervision.snapshot("many").incarnation()).isEqualTo(1000);
		assertThat(this.supervision.snapshot("many").counts().stops()).isEqualTo(1000);
		Awaitility.await().until(() -> Thread.getAllStackTraces().keySet().stream().noneMatch(this::isOfMany));
	}

	private boolean isOfMany(Thread thread) {
		return thread.getName().startsWith("worker-many-");
	}

	@Test
	void nothingBeginsOnceTheApplicationCloses() {
		WorkerLifecycle lifecycle = start(Supervision.idle());
		this.supervision.supervisor.stop("w");
		this.supervision.await("w", STOPPED);
		this.supervision.supervisor.applicationCloses();
		this.supervision.supervisor.start("w");
		this.supervision.await("w", (snapshot) -> snapshot.desired() == DesiredState.RUNNING);
		this.supervision.settle();
		assertThat(lifecycle.isRunning()).isFalse();
		assertThat(this.supervision.snapshot("w").incarnation()).isEqualTo(1);
	}

	private WorkerLifecycle start(Worker worker) {
		WorkerLifecycle lifecycle = this.supervision.register("w", worker);
		lifecycle.start();
		this.supervision.await("w", RUNNING);
		return lifecycle;
	}

	private void advanceStopTimeout() {
		this.supervision.time.advance(Duration.ofSeconds(10));
		Awaitility.await().until(() -> !this.supervision.recorder.interruptedStacks.isEmpty());
		Awaitility.await().until(() -> this.supervision.time.pendingTimers() == 1);
	}

	private boolean isInCleanUp() {
		return Thread.getAllStackTraces()
			.entrySet()
			.stream()
			.filter((entry) -> entry.getKey().getName().equals("worker-w-1"))
			.anyMatch((entry) -> java.util.Arrays.stream(entry.getValue())
				.anyMatch((frame) -> frame.getMethodName().equals("onShutdown")));
	}

	private void sleepHere() throws InterruptedException {
		this.release.await();
	}

	private void ignoreInterrupts() {
		awaitUninterruptibly(this.release);
	}

	private static void awaitUninterruptibly(CountDownLatch latch) {
		while (latch.getCount() > 0) {
			try {
				latch.await();
			}
			catch (InterruptedException ex) {
				// This is what the test is about.
			}
		}
	}

}
