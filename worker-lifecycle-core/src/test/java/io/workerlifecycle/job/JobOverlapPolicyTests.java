package io.workerlifecycle.job;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(30)
class JobOverlapPolicyTests {

	private static final FiringResult OVERLAP = new FiringResult.Refused(RefusalReason.OVERLAP);

	private final ExecutorService pool = Executors.newCachedThreadPool();

	private final JobBench bench = new JobBench(this.pool);

	/** Whose executions begin only when the test lets them. */
	private final JobBench queued = new JobBench();

	private final AtomicInteger begun = new AtomicInteger();

	private final CountDownLatch release = new CountDownLatch(1);

	@AfterEach
	void releaseThreads() {
		this.release.countDown();
		this.pool.shutdownNow();
	}

	@Test
	void underSkipAFiringIsRefused() {
		this.queued.job("a", this::count, "CRON=-", "OVERLAP=SKIP");
		assertThat(this.queued.registry.trigger("a")).isInstanceOf(FiringResult.Accepted.class);
		assertThat(this.queued.registry.trigger("a")).isEqualTo(OVERLAP);
		this.queued.runHandedOver();
		assertThat(this.begun).hasValue(1);
	}

	@Test
	void underQueueOneAFiringWaitsAndAnotherIsRefused() {
		this.queued.job("a", this::count, "CRON=-", "OVERLAP=QUEUE_ONE");
		assertThat(this.queued.registry.trigger("a")).isInstanceOf(FiringResult.Accepted.class);
		assertThat(this.queued.registry.trigger("a")).isInstanceOf(FiringResult.Accepted.class);
		assertThat(this.queued.registry.trigger("a")).isEqualTo(OVERLAP);
		assertThat(this.queued.handedOver).hasSize(1);
		this.queued.runHandedOver();
		assertThat(this.begun).hasValue(2);
		assertThat(this.queued.finished()).hasSize(2);
		assertThat(this.queued.skipped()).hasSize(1);
	}

	@Test
	void underAllowExecutionsRunBesideEachOther() {
		this.queued.job("a", this::count, "CRON=-", "OVERLAP=ALLOW");
		this.queued.registry.trigger("a");
		this.queued.registry.trigger("a");
		assertThat(this.queued.handedOver).hasSize(2);
		assertThat(this.queued.snapshot("a").executions()).hasSize(2);
		this.queued.runHandedOver();
		assertThat(this.queued.snapshot("a").executions()).isEmpty();
	}

	@Test
	void underCancelRunningTheNextBeginsWhenTheCancelledOneHasReturned() {
		this.bench.job("a", this::stubborn, "CRON=-", "OVERLAP=CANCEL_RUNNING");
		this.bench.registry.trigger("a");
		Awaitility.await().until(() -> this.begun.get() == 1);
		assertThat(this.bench.registry.trigger("a")).isInstanceOf(FiringResult.Accepted.class);
		assertThat(this.bench.snapshot("a").running().stopRequested()).isTrue();
		assertThat(this.begun).hasValue(1);
		this.release.countDown();
		Awaitility.await().until(() -> this.bench.finished().size() == 2);
		assertThat(this.bench.finished()).extracting((event) -> event.execution().outcome())
			.containsExactly(JobOutcome.CANCELLED, JobOutcome.SUCCESS);
	}

	@Test
	void underCancelRunningANewerFiringTakesThePlaceOfOneThatWaits() {
		this.bench.job("a", this::stubborn, "CRON=-", "OVERLAP=CANCEL_RUNNING");
		this.bench.registry.trigger("a");
		Awaitility.await().until(() -> this.begun.get() == 1);
		this.bench.registry.trigger("a");
		FiringResult newest = this.bench.registry.trigger("a");
		assertThat(this.bench.skipped()).extracting(JobSkippedEvent::reason).containsExactly(RefusalReason.OVERLAP);
		this.release.countDown();
		Awaitility.await().until(() -> this.bench.finished().size() == 2);
		assertThat(new FiringResult.Accepted(this.bench.finished().get(1).execution().id())).isEqualTo(newest);
	}

	@Test
	void stopRefusesAFiringThatWaitsForItsJobAtOnce() {
		this.bench.job("a", this::stubborn, "CRON=-", "OVERLAP=QUEUE_ONE").started();
		this.bench.registry.trigger("a");
		Awaitility.await().until(() -> this.begun.get() == 1);
		this.bench.registry.trigger("a");
		this.bench.lifecycle.stop();
		assertThat(this.bench.skipped()).extracting(JobSkippedEvent::reason).containsExactly(RefusalReason.SHUTDOWN);
		this.release.countDown();
		Awaitility.await().until(() -> this.bench.registry.running().isEmpty());
		assertThat(this.begun).hasValue(1);
	}

	@Test
	void removalRefusesAFiringThatWaitsForItsJobAtOnce() throws Exception {
		this.bench.job("a", this::stubborn, "CRON=-", "OVERLAP=QUEUE_ONE");
		this.bench.registry.trigger("a");
		Awaitility.await().until(() -> this.begun.get() == 1);
		this.bench.registry.trigger("a");
		Future<JobRemoval> removal = this.pool.submit(() -> this.bench.registry.remove("a", StopMode.WAIT));
		Awaitility.await().until(() -> this.bench.skipped().size() == 1);
		assertThat(this.bench.skipped().get(0).reason()).isEqualTo(RefusalReason.SHUTDOWN);
		this.release.countDown();
		assertThat(removal.get(10, TimeUnit.SECONDS).end()).isEqualTo(JobRemoval.End.FINISHED);
		assertThat(this.begun).hasValue(1);
	}

	@Test
	void jobThatComesAgainBesideItsLastExecutionIsNotPausedAndDoesNotOverlap() {
		this.queued.job("a", this::count, "CRON=-");
		this.queued.registry.trigger("a");
		this.queued.registry.pause("a");
		Thread.currentThread().interrupt();
		assertThat(this.queued.registry.remove("a", StopMode.WAIT).end()).isEqualTo(JobRemoval.End.STILL_RUNNING);
		assertThat(Thread.interrupted()).isTrue();
		this.queued.job("a", this::count, "CRON=-");
		assertThat(this.queued.snapshot("a").paused()).isFalse();
		assertThat(this.queued.registry.trigger("a")).isEqualTo(OVERLAP);
		this.queued.runHandedOver();
		assertThat(this.queued.registry.trigger("a")).isInstanceOf(FiringResult.Accepted.class);
	}

	@Test
	void cancelledBeforeItHasAThreadItsMethodIsNotCalled() {
		JobBench narrow = new JobBench(null, 1);
		narrow.job("holder", this::count, "CRON=-").job("waiter", this::count, "CRON=-");
		narrow.registry.trigger("holder");
		narrow.registry.trigger("waiter");
		assertThat(narrow.registry.cancel("waiter")).hasSize(1);
		assertThat(narrow.snapshot("waiter").executions()).isEmpty();
		assertThat(narrow.registry.cancel("holder")).hasSize(1);
		narrow.runHandedOver();
		assertThat(this.begun).hasValue(0);
		assertThat(narrow.finished()).hasSize(2).allSatisfy((event) -> {
			assertThat(event.execution().outcome()).isEqualTo(JobOutcome.CANCELLED);
			assertThat(event.execution().attempts()).isZero();
		});
	}

	@Test
	void cancelledOnItsWayToAThreadItDoesNotReachTheStepsAroundItsMethod() {
		JobBench stepped = new JobBench(null, null, List.of((invocation, rest) -> {
			this.begun.incrementAndGet();
			return rest.get();
		}));
		stepped.job("a", this::count, "CRON=-").registry.trigger("a");
		stepped.registry.cancel("a");
		stepped.runHandedOver();
		assertThat(this.begun).hasValue(0);
		assertThat(stepped.finished()).hasSize(1);
	}

	@Test
	void firingByHandThatGotNoThreadMakesNoJobOverdue() {
		JobBench full = new JobBench((task) -> {
			throw new RejectedExecutionException("full");
		});
		full.job("a", this::count, "CRON=0 0 3 * * *", "OVERDUE_AFTER=5m").started().registry.trigger("a");
		full.advance(Duration.ofMinutes(6));
		assertThat(full.snapshot("a").health()).isEqualTo(JobHealth.NEVER_RUN);
	}

	@Test
	void stopRefusesAndRemovalTooWhatWaitsForAThread() {
		JobBench narrow = new JobBench(null, 1);
		List.of("holder", "removed", "stopped").forEach((name) -> {
			narrow.job(name, this::count, "CRON=-");
			narrow.registry.trigger(name);
		});
		assertThat(narrow.registry.remove("removed", StopMode.WAIT).end()).isEqualTo(JobRemoval.End.IDLE);
		narrow.lifecycle.stop();
		assertThat(narrow.skipped()).extracting(JobSkippedEvent::jobName).containsExactly("removed", "stopped");
		assertThat(narrow.skipped()).extracting(JobSkippedEvent::reason).containsOnly(RefusalReason.SHUTDOWN);
	}

	@Test
	void whoWaitsForAThreadThatCannotBeStartedIsRefused() {
		JobBench[] narrow = new JobBench[1];
		narrow[0] = new JobBench((task) -> {
			narrow[0].registry.trigger("waiter");
			throw new RejectedExecutionException("full");
		}, 1);
		narrow[0].job("a", this::count, "CRON=-").job("waiter", this::count, "CRON=-").registry.trigger("a");
		assertThat(narrow[0].skipped()).extracting(JobSkippedEvent::reason)
			.containsExactly(RefusalReason.POOL, RefusalReason.POOL);
		assertThat(narrow[0].registry.running()).isEmpty();
	}

	@Test
	void jobThatIsRescheduledToADelayAfterTheEndDoesNotWaitForAnExecutionThatNeverComes() {
		JobBench.Times times = new JobBench.Times(this.queued.time);
		this.queued.job("a", times, "FIXED_RATE=1h", "RUN_ON_START=true").started();
		this.queued.runHandedOver();
		this.queued.registry.reschedule("a", new JobTrigger.FixedDelay(Duration.ofSeconds(10)));
		this.queued.advance(Duration.ofSeconds(10));
		this.queued.runHandedOver();
		assertThat(times.seconds).containsExactly(0L, 10L);
	}

	@Test
	void refusedFiringByHandMakesNoJobOverdue() {
		this.queued.job("a", this::count, "CRON=0 0 3 * * *", "OVERDUE_AFTER=5m").started();
		this.queued.registry.trigger("a");
		this.queued.registry.trigger("a");
		this.queued.runHandedOver();
		this.queued.registry.pause("a");
		this.queued.registry.trigger("a");
		this.queued.registry.resume("a");
		this.queued.advance(Duration.ofMinutes(6));
		assertThat(this.queued.snapshot("a").health()).isEqualTo(JobHealth.OK);
	}

	@Test
	void jobThatWaitsForAThreadIsOverdueInTheEnd() {
		this.queued.job("a", this::count, "CRON=0 * * * * *", "OVERDUE_AFTER=5m").started();
		this.queued.advance(Duration.ofMinutes(7));
		assertThat(this.queued.snapshot("a").health()).isEqualTo(JobHealth.OVERDUE);
		this.queued.runHandedOver();
		assertThat(this.queued.snapshot("a").health()).isEqualTo(JobHealth.OK);
	}

	private void count(JobContext context) {
		this.begun.incrementAndGet();
	}

	/** Keeps an interrupt, and goes on nevertheless. */
	private void stubborn(JobContext context) {
		this.begun.incrementAndGet();
		boolean interrupted = false;
		while (this.release.getCount() > 0) {
			interrupted |= Thread.interrupted();
			Thread.yield();
		}
		if (interrupted || Thread.interrupted()) {
			Thread.currentThread().interrupt();
		}
	}

}
