package io.workerlifecycle.job;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import io.workerlifecycle.thread.KeepAlive;
import io.workerlifecycle.thread.LogContext;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(30)
class JobDrainTests {

	private final ExecutorService pool = Executors.newCachedThreadPool();

	private final JobBench bench = new JobBench(this.pool);

	private final AtomicInteger calls = new AtomicInteger();

	private final CountDownLatch called = new CountDownLatch(1);

	private final CountDownLatch entered = new CountDownLatch(1);

	private final CountDownLatch release = new CountDownLatch(1);

	private final CountDownLatch interrupted = new CountDownLatch(1);

	@AfterEach
	void releaseThreads() {
		this.release.countDown();
		this.pool.shutdownNow();
	}

	@Test
	void stopWithoutExecutionsCallsBackAtOnce() {
		this.bench.job("a", this::untilReleased, "FIXED_RATE=10s").started();
		stop();
		assertThat(this.calls).hasValue(1);
		assertThat(this.bench.lifecycle.isRunning()).isFalse();
		assertThat(this.bench.time.pendingTimers()).isZero();
	}

	@Test
	void stopWaitsForAnExecutionThatEndsInTime() throws Exception {
		run("CRON=-");
		stop();
		assertThat(this.calls).hasValue(0);
		assertThat(this.bench.lifecycle.isRunning()).isTrue();
		assertThat(this.bench.snapshot("a").running().stopRequested()).isTrue();
		this.release.countDown();
		awaitCallback();
		assertThat(this.bench.snapshot("a").lastExecution().outcome()).isEqualTo(JobOutcome.SUCCESS);
		this.bench.advance(Duration.ofHours(1));
		assertThat(this.calls).hasValue(1);
	}

	@Test
	void stopInterruptsAfterTheStopTimeout() throws Exception {
		run("CRON=-", "STOP_TIMEOUT=5s");
		stop();
		this.bench.advance(Duration.ofMillis(4999));
		assertThat(this.interrupted.getCount()).isOne();
		this.bench.advance(Duration.ofMillis(1));
		awaitCallback();
		assertThat(this.bench.snapshot("a").lastExecution().outcome()).isEqualTo(JobOutcome.CANCELLED);
	}

	@Test
	void stopGoesOnWithoutAnExecutionThatIgnoresTheInterrupt() throws Exception {
		runStubborn();
		stop();
		this.bench.advance(Duration.ofMillis(10999));
		assertThat(this.calls).hasValue(0);
		this.bench.advance(Duration.ofMillis(1));
		awaitCallback();
		assertThat(this.bench.registry.trigger("a")).isEqualTo(new FiringResult.Refused(RefusalReason.SHUTDOWN));
		this.release.countDown();
		this.bench.advance(Duration.ofHours(1));
		assertThat(this.calls).hasValue(1);
	}

	@Test
	void executionThatStopsTheApplicationItselfIsNotWaitedForNorInterrupted() throws Exception {
		this.bench.job("a", (context) -> {
			stop();
			untilReleased(context);
		}, "CRON=-").started();
		this.bench.registry.trigger("a");
		awaitCallback();
		this.bench.advance(Duration.ofHours(1));
		this.release.countDown();
		Awaitility.await().until(() -> this.bench.snapshot("a").lastExecution() != null);
		assertThat(this.bench.snapshot("a").lastExecution().outcome()).isEqualTo(JobOutcome.SUCCESS);
	}

	@Test
	void abandonedExecutionStillHoldsItsSlotAfterARestart() throws Exception {
		runStubborn();
		stop();
		this.bench.advance(Duration.ofSeconds(11));
		awaitCallback();
		this.bench.lifecycle.start();
		assertThat(this.bench.registry.trigger("a")).isEqualTo(new FiringResult.Refused(RefusalReason.OVERLAP));
	}

	@Test
	void stoppedJobsRefuseWithShutdownAndDoNotFire() {
		this.bench.job("a", this::untilReleased, "FIXED_RATE=10s").started();
		stop();
		assertThat(this.bench.registry.trigger("a")).isEqualTo(new FiringResult.Refused(RefusalReason.SHUTDOWN));
		this.bench.advance(Duration.ofHours(1));
		assertThat(this.bench.skipped()).hasSize(1);
		assertThat(this.bench.registry.nextFirings("a", 1)).isEmpty();
	}

	@Test
	void jobsStartAgainAfterAStop() {
		JobBench direct = new JobBench(Runnable::run);
		JobBench.Times times = new JobBench.Times(direct.time);
		direct.job("a", times, "FIXED_RATE=10s");
		for (int round = 0; round < 3; round++) {
			direct.lifecycle.start();
			assertThat(direct.lifecycle.isRunning()).isTrue();
			direct.advance(Duration.ofSeconds(10));
			direct.lifecycle.stop(() -> {
			});
			assertThat(direct.lifecycle.isRunning()).isFalse();
		}
		assertThat(times.seconds).containsExactly(10L, 20L, 30L);
	}

	@Test
	void startWhileAStopDrainsLeavesTheJobsStarted() throws Exception {
		run("FIXED_RATE=10s");
		stop();
		this.bench.lifecycle.start();
		this.release.countDown();
		awaitCallback();
		assertThat(this.bench.lifecycle.isRunning()).isTrue();
		assertThat(this.bench.registry.nextFirings("a", 1)).isNotEmpty();
	}

	@Test
	void executionByHandBeforeTheStartDoesNotKeepSpringFromStartingJobs() throws Exception {
		this.bench.job("a", this::untilReleased, "CRON=-");
		this.bench.registry.trigger("a");
		assertThat(this.entered.await(10, TimeUnit.SECONDS)).isTrue();
		assertThat(this.bench.lifecycle.isRunning()).isFalse();
	}

	@Test
	void executionByHandBeforeTheStartIsDrainedToo() throws Exception {
		this.bench.job("a", this::untilReleased, "CRON=-");
		assertThat(this.bench.lifecycle.isRunning()).isFalse();
		this.bench.registry.trigger("a");
		assertThat(this.entered.await(10, TimeUnit.SECONDS)).isTrue();
		this.bench.registry.closeIntake();
		assertThat(this.bench.lifecycle.isRunning()).isTrue();
		stop();
		assertThat(this.calls).hasValue(0);
		this.release.countDown();
		awaitCallback();
	}

	@Test
	void interruptDoesNotReachTheNextUserOfTheThread() {
		JobBench direct = new JobBench(Runnable::run);
		direct.job("a", (context) -> Thread.currentThread().interrupt(), "CRON=-").registry.trigger("a");
		assertThat(Thread.interrupted()).isFalse();
	}

	@Test
	void executionThatGetsItsThreadAfterTheStopHasBegunIsRefused() {
		JobBench queued = new JobBench();
		queued.job("a", (context) -> this.calls.incrementAndGet(), "CRON=-").started().registry.trigger("a");
		queued.lifecycle.stop();
		queued.runHandedOver();
		assertThat(this.calls).hasValue(0);
		assertThat(queued.skipped()).extracting(JobSkippedEvent::reason).containsExactly(RefusalReason.SHUTDOWN);
	}

	@Test
	void blockedListenerDoesNotHoldUpTheStop() {
		JobBench direct = new JobBench(Runnable::run);
		List<Runnable> told = new ArrayList<>();
		JobAudience audience = new JobAudience((event) -> {
		}, List.of(), LogContext.NONE);
		JobRegistry registry = new JobRegistry(
				new JobResources(direct.time, new JobThreads(Runnable::run, 1), List.of(), audience, null),
				JobSettingsResolver.AS_DECLARED, new JobNotices(audience, Runnable::run, told::add), Runnable::run);
		JobsLifecycle lifecycle = new JobsLifecycle(registry, direct.time, new KeepAlive(), direct.startup(),
				Runnable::run);
		lifecycle.start();
		lifecycle.stop(this.calls::incrementAndGet);
		assertThat(this.calls).hasValue(0);
		direct.advance(Duration.ofSeconds(1));
		assertThat(this.calls).hasValue(1);
		told.forEach(Runnable::run);
		assertThat(this.calls).hasValue(1);
	}

	@Test
	void firingThatPassedTheGateBeforeTheStopIsDrainedOrRefused() throws Exception {
		for (int round = 0; round < 300; round++) {
			JobBench racing = new JobBench(this.pool);
			AtomicInteger running = new AtomicInteger();
			racing.job("a", (context) -> {
				running.incrementAndGet();
				Thread.yield();
				running.decrementAndGet();
			}, "CRON=-").started();
			CountDownLatch go = new CountDownLatch(1);
			Future<?> trigger = this.pool.submit(() -> {
				go.await();
				return racing.registry.trigger("a");
			});
			CountDownLatch stopped = new CountDownLatch(1);
			go.countDown();
			racing.lifecycle.stop(stopped::countDown);
			assertThat(stopped.await(10, TimeUnit.SECONDS)).isTrue();
			assertThat(running).hasValue(0);
			trigger.get();
			assertThat(racing.registry.running()).isEmpty();
		}
	}

	private void run(String... attributes) throws InterruptedException {
		this.bench.job("a", this::untilReleased, attributes).started().registry.trigger("a");
		assertThat(this.entered.await(10, TimeUnit.SECONDS)).isTrue();
	}

	private void runStubborn() throws InterruptedException {
		this.bench.job("a", (context) -> {
			this.entered.countDown();
			while (this.release.getCount() > 0) {
				Thread.interrupted();
				LockSupport.parkNanos(1_000_000);
			}
		}, "CRON=-").started().registry.trigger("a");
		assertThat(this.entered.await(10, TimeUnit.SECONDS)).isTrue();
	}

	private void untilReleased(JobContext context) throws InterruptedException {
		this.entered.countDown();
		try {
			this.release.await();
		}
		catch (InterruptedException ex) {
			this.interrupted.countDown();
			throw ex;
		}
	}

	private void stop() {
		this.bench.lifecycle.stop(() -> {
			this.calls.incrementAndGet();
			this.called.countDown();
		});
	}

	private void awaitCallback() throws InterruptedException {
		assertThat(this.called.await(10, TimeUnit.SECONDS)).isTrue();
		assertThat(this.calls).hasValue(1);
	}

}
