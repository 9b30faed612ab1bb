package io.workerlifecycle.job;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(60)
class JobTimeoutTests {

	private final ExecutorService pool = Executors.newCachedThreadPool();

	private final JobBench bench = new JobBench(this.pool);

	private final CountDownLatch entered = new CountDownLatch(1);

	private final CountDownLatch release = new CountDownLatch(1);

	private final CountDownLatch interrupted = new CountDownLatch(1);

	@AfterEach
	void releaseThreads() {
		this.release.countDown();
		this.pool.shutdownNow();
	}

	@Test
	void executionIsInterruptedAtItsTimeout() throws Exception {
		run(this::untilReleased, "TIMEOUT=5s");
		this.bench.advance(Duration.ofSeconds(5).minusNanos(1));
		assertThat(this.interrupted.getCount()).isOne();
		this.bench.advance(Duration.ofNanos(1));
		assertThat(ended()).satisfies((execution) -> {
			assertThat(execution.outcome()).isEqualTo(JobOutcome.TIMEOUT);
			assertThat(execution.duration()).isEqualTo(Duration.ofSeconds(5));
			assertThat(execution.exception()).isInstanceOf(InterruptedException.class);
		});
		assertThat(this.bench.time.pendingTimers()).isZero();
	}

	@Test
	void methodThatReturnsAfterItsTimeoutHasTimedOutAllTheSame() throws Exception {
		run((context) -> {
			try {
				untilReleased(context);
			}
			catch (InterruptedException ex) {
				// Returns as if nothing had been.
			}
		}, "TIMEOUT=5s");
		this.bench.advance(Duration.ofSeconds(5));
		assertThat(ended().outcome()).isEqualTo(JobOutcome.TIMEOUT);
		assertThat(this.bench.snapshot("a").health()).isEqualTo(JobHealth.FAILING);
	}

	@Test
	void executionThatEndsInTimeLeavesNoTimer() throws Exception {
		run(this::untilReleased, "TIMEOUT=5s");
		this.release.countDown();
		assertThat(ended().outcome()).isEqualTo(JobOutcome.SUCCESS);
		assertThat(this.bench.time.pendingTimers()).isZero();
	}

	@Test
	void executionThatEndsWithinItsGraceIsNotStuck() throws Exception {
		run(this::stubborn, "TIMEOUT=5s", "STOP_TIMEOUT=10s");
		this.bench.advance(Duration.ofSeconds(15).minusNanos(1));
		this.release.countDown();
		ended();
		this.bench.advance(Duration.ofHours(1));
		assertThat(this.bench.observed).doesNotContain("stuck a");
	}

	@Test
	void executionThatIgnoresItsTimeoutIsStuckUntilItEnds() throws Exception {
		run(this::stubborn, "TIMEOUT=5s", "STOP_TIMEOUT=10s");
		this.bench.advance(Duration.ofSeconds(15));
		assertThat(this.bench.snapshot("a")).satisfies((job) -> {
			assertThat(job.health()).isEqualTo(JobHealth.STUCK);
			assertThat(job.running().stuckSince()).isEqualTo(JobBench.START.plusSeconds(15));
		});
		assertThat(this.bench.registry.trigger("a")).isEqualTo(new FiringResult.Refused(RefusalReason.OVERLAP));
		this.bench.advance(Duration.ofHours(1));
		assertThat(this.bench.events.stream().filter(JobStuckEvent.class::isInstance)).singleElement()
			.isInstanceOfSatisfying(JobStuckEvent.class, (event) -> assertThat(event.stack())
				.anySatisfy((line) -> assertThat(line.getMethodName()).isEqualTo("stubborn")));
		assertThat(this.bench.observed).containsOnlyOnce("stuck a");
		this.release.countDown();
		assertThat(ended().outcome()).isEqualTo(JobOutcome.TIMEOUT);
		assertThat(this.bench.snapshot("a").health()).isEqualTo(JobHealth.FAILING);
	}

	@Test
	void cancelledExecutionThatGoesOnIsStuckToo() throws Exception {
		run(this::stubborn, "STOP_TIMEOUT=10s");
		assertThat(this.bench.registry.cancel("a")).hasSize(1);
		assertThat(this.bench.registry.cancel("a")).isEmpty();
		this.bench.advance(Duration.ofSeconds(10));
		assertThat(this.bench.snapshot("a").health()).isEqualTo(JobHealth.STUCK);
	}

	@Test
	void stopInterruptsAgainWhatSwallowedItsTimeout() throws Exception {
		CountDownLatch again = new CountDownLatch(1);
		run((context) -> {
			try {
				untilReleased(context);
			}
			catch (InterruptedException ex) {
				again.await();
			}
		}, "TIMEOUT=1s", "STOP_TIMEOUT=3s");
		this.bench.advance(Duration.ofSeconds(1));
		assertThat(this.interrupted.await(10, TimeUnit.SECONDS)).isTrue();
		this.bench.lifecycle.stop();
		this.bench.advance(Duration.ofSeconds(3));
		assertThat(ended().exception()).isInstanceOf(InterruptedException.class);
	}

	@Test
	void timeoutThatComesWhenTheMethodHasEndedChangesNothing() {
		AtomicBoolean hit = new AtomicBoolean();
		JobBench[] late = new JobBench[1];
		late[0] = new JobBench(Runnable::run, null, List.of((invocation, rest) -> {
			ExecutionResult result = rest.get();
			late[0].advance(Duration.ofSeconds(9));
			hit.set(Thread.interrupted());
			return result;
		}));
		late[0].job("a", (context) -> {
		}, "CRON=-", "TIMEOUT=5s").registry.trigger("a");
		assertThat(late[0].snapshot("a").lastExecution().outcome()).isEqualTo(JobOutcome.SUCCESS);
		assertThat(hit).isFalse();
		assertThat(late[0].time.pendingTimers()).isZero();
	}

	@Test
	void methodIsNotCalledAfterItsTimeout() {
		AtomicInteger calls = new AtomicInteger();
		JobBench[] slow = new JobBench[1];
		slow[0] = new JobBench(Runnable::run, null, List.of((invocation, rest) -> {
			slow[0].advance(Duration.ofSeconds(9));
			return rest.get();
		}));
		slow[0].job("a", (context) -> calls.incrementAndGet(), "CRON=-", "TIMEOUT=5s").registry.trigger("a");
		assertThat(slow[0].snapshot("a").lastExecution().outcome()).isEqualTo(JobOutcome.TIMEOUT);
		assertThat(calls).hasValue(0);
		assertThat(Thread.interrupted()).isFalse();
	}

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3, 4 })
	void timeoutDoesNotReachTheNextUserOfTheThread(long seed) throws Exception {
		AtomicInteger harmed = new AtomicInteger();
		JobBench racing = new JobBench((task) -> this.pool.execute(() -> {
			task.run();
			if (Thread.interrupted()) {
				harmed.incrementAndGet();
			}
		}));
		List<Future<?>> callers = new ArrayList<>();
		for (int caller = 0; caller < 8; caller++) {
			String name = "job-" + caller;
			Random random = new Random(seed * 31 + caller);
			racing.job(name, (context) -> spin(random), "CRON=-", "TIMEOUT=1ms");
			callers.add(this.pool.submit(() -> {
				for (int i = 0; i < 500; i++) {
					racing.registry.trigger(name);
					racing.advance(Duration.ofNanos(random.nextInt(500_000)));
				}
			}));
		}
		for (Future<?> caller : callers) {
			caller.get();
		}
		Awaitility.await().until(() -> racing.registry.running().isEmpty());
		assertThat(harmed).hasValue(0);
		assertThat(racing.time.pendingTimers()).isZero();
		assertThat(racing.observed.stream().filter((line) -> line.endsWith("TIMEOUT"))).isNotEmpty();
	}

	private static void spin(Random random) {
		for (int i = random.nextInt(30); i > 0; i--) {
			Thread.yield();
		}
	}

	private void run(JobBench.Body body, String... attributes) throws InterruptedException {
		String[] all = new String[attributes.length + 1];
		System.arraycopy(attributes, 0, all, 1, attributes.length);
		all[0] = "CRON=-";
		this.bench.job("a", body, all).started().registry.trigger("a");
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

	private void stubborn(JobContext context) {
		this.entered.countDown();
		while (this.release.getCount() > 0) {
			Thread.yield();
		}
	}

	private JobExecution ended() {
		Awaitility.await().until(() -> this.bench.snapshot("a").running() == null);
		return this.bench.snapshot("a").lastExecution();
	}

}
