package io.workerlifecycle.job;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import io.workerlifecycle.shutdown.DrainEntry;
import io.workerlifecycle.shutdown.DrainKind;
import io.workerlifecycle.shutdown.DrainOutcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The drain of executions under the budget of 25 seconds, and what it reports.
 */
@Timeout(30)
class JobBudgetTests {

	private final ExecutorService pool = Executors.newCachedThreadPool();

	private final JobBench bench = new JobBench(this.pool);

	private final CountDownLatch entered = new CountDownLatch(1);

	private final CountDownLatch release = new CountDownLatch(1);

	private final CountDownLatch interrupted = new CountDownLatch(1);

	private final CountDownLatch called = new CountDownLatch(1);

	@AfterEach
	void releaseThreads() {
		this.release.countDown();
		this.pool.shutdownNow();
	}

	@Test
	void interruptAndGraceEndWithinTheBudget() throws Exception {
		run(this::stubborn, "STOP_TIMEOUT=40s");
		this.bench.shutdown.begin();
		this.bench.advance(Duration.ofSeconds(5));
		stop();
		this.bench.advance(Duration.ofMillis(18999));
		assertThat(this.interrupted.getCount()).isOne();
		this.bench.advance(Duration.ofMillis(1));
		awaitInterrupt();
		this.bench.advance(Duration.ofMillis(999));
		assertThat(this.called.getCount()).isOne();
		this.bench.advance(Duration.ofMillis(1));
		assertThat(report()).containsExactly(entry(DrainOutcome.ABANDONED, Duration.ofSeconds(20)));
		assertThat(this.called.getCount()).isZero();
	}

	@Test
	void stopTimeoutThatFitsIsNotCut() throws Exception {
		run(this::stubborn, "STOP_TIMEOUT=10s");
		this.bench.shutdown.begin();
		stop();
		this.bench.advance(Duration.ofMillis(9999));
		assertThat(this.interrupted.getCount()).isOne();
		this.bench.advance(Duration.ofMillis(1));
		awaitInterrupt();
	}

	@Test
	void usedUpBudgetInterruptsAtOnce() throws Exception {
		run(this::stubborn, "STOP_TIMEOUT=10s");
		this.bench.shutdown.begin();
		this.bench.advance(Duration.ofSeconds(30));
		stop();
		this.bench.advance(Duration.ZERO);
		awaitInterrupt();
		assertThat(report()).containsExactly(entry(DrainOutcome.ABANDONED, Duration.ZERO));
	}

	@Test
	void stopWithoutAnEndOfTheApplicationHasNoBudget() throws Exception {
		run(this::stubborn, "STOP_TIMEOUT=40s");
		stop();
		this.bench.advance(Duration.ofMillis(39999));
		assertThat(this.interrupted.getCount()).isOne();
		this.bench.advance(Duration.ofMillis(1));
		awaitInterrupt();
	}

	@Test
	void executionThatEndsInTimeIsReportedAsFinished() throws Exception {
		run((context) -> untilReleased());
		stop();
		this.bench.advance(Duration.ofSeconds(3));
		this.release.countDown();
		awaitCallback();
		assertThat(report()).containsExactly(entry(DrainOutcome.FINISHED, Duration.ofSeconds(3)));
	}

	@Test
	void executionThatThrowsByItselfIsReportedAsFailed() throws Exception {
		run((context) -> {
			untilReleased();
			throw new IllegalStateException("no luck");
		});
		stop();
		this.release.countDown();
		awaitCallback();
		assertThat(report()).containsExactly(entry(DrainOutcome.FAILED, Duration.ZERO));
	}

	@Test
	void executionThatObeysItsInterruptIsReportedAsInterrupted() throws Exception {
		run((context) -> untilReleased());
		stop();
		this.bench.advance(Duration.ofSeconds(10));
		awaitCallback();
		assertThat(report()).containsExactly(entry(DrainOutcome.INTERRUPTED, Duration.ofSeconds(10)));
	}

	@Test
	void executionThatStopsTheApplicationIsReportedAsNotAwaited() throws Exception {
		run((context) -> {
			stop();
			untilReleased();
		});
		awaitCallback();
		assertThat(report()).containsExactly(entry(DrainOutcome.NOT_AWAITED, Duration.ZERO));
	}

	@Test
	void jobThatDoesNotRunIsNotReported() {
		this.bench.job("a", this::stubborn, "FIXED_RATE=10s").started();
		stop();
		assertThat(report()).isEmpty();
	}

	private void run(JobBench.Body body, String... attributes) throws InterruptedException {
		String[] all = new String[attributes.length + 1];
		System.arraycopy(attributes, 0, all, 1, attributes.length);
		all[0] = "CRON=-";
		this.bench.job("a", (context) -> {
			this.entered.countDown();
			body.run(context);
		}, all).started().registry.trigger("a");
		assertThat(this.entered.await(10, TimeUnit.SECONDS)).isTrue();
	}

	private void stubborn(JobContext context) {
		while (this.release.getCount() > 0) {
			if (Thread.interrupted()) {
				this.interrupted.countDown();
			}
			LockSupport.parkNanos(1_000_000);
		}
	}

	private void untilReleased() throws InterruptedException {
		this.release.await();
	}

	private void stop() {
		this.bench.lifecycle.stop(this.called::countDown);
	}

	private List<DrainEntry> report() {
		return this.bench.shutdown.takeReport().entries();
	}

	private void awaitInterrupt() throws InterruptedException {
		assertThat(this.interrupted.await(10, TimeUnit.SECONDS)).isTrue();
	}

	private void awaitCallback() throws InterruptedException {
		assertThat(this.called.await(10, TimeUnit.SECONDS)).isTrue();
	}

	private static DrainEntry entry(DrainOutcome outcome, Duration took) {
		return new DrainEntry(DrainKind.JOB, "a", outcome, took);
	}

}
