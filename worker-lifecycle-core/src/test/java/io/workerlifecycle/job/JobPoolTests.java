package io.workerlifecycle.job;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import io.workerlifecycle.name.RelaxedName;
import io.workerlifecycle.thread.LogContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(30)
class JobPoolTests {

	private final JobBench narrow = new JobBench(null, 1);

	@Test
	void executionsWaitForAThreadInOrder() {
		List<String> order = new ArrayList<>();
		List.of("a", "b", "c").forEach((name) -> {
			this.narrow.job(name, (context) -> order.add(name), "CRON=-");
			this.narrow.registry.trigger(name);
		});
		assertThat(this.narrow.handedOver).hasSize(1);
		this.narrow.runHandedOver();
		assertThat(order).containsExactly("a", "b", "c");
	}

	@Test
	void jobThatAllowsOverlapWaitsForAThreadOnceAndIsRefusedBeyond() {
		this.narrow.job("a", (context) -> {
		}, "CRON=-", "OVERLAP=ALLOW");
		this.narrow.registry.trigger("a");
		assertThat(this.narrow.registry.trigger("a")).isInstanceOf(FiringResult.Accepted.class);
		assertThat(this.narrow.registry.trigger("a")).isEqualTo(new FiringResult.Refused(RefusalReason.POOL));
		this.narrow.runHandedOver();
		assertThat(this.narrow.finished()).hasSize(2);
		assertThat(this.narrow.snapshot("a").executions()).isEmpty();
	}

	@Test
	void jobThatHadItsThreadMayWaitForOneAgain() {
		this.narrow.job("a", (context) -> {
		}, "CRON=-", "OVERLAP=ALLOW");
		for (int i = 0; i < 2; i++) {
			this.narrow.registry.trigger("a");
			assertThat(this.narrow.registry.trigger("a")).isInstanceOf(FiringResult.Accepted.class);
			this.narrow.runHandedOver();
		}
		assertThat(this.narrow.finished()).hasSize(4);
	}

	@Test
	void jobWhoseWaitWasCancelledMayWaitAgain() {
		this.narrow.job("a", (context) -> {
		}, "CRON=-").job("b", (context) -> {
		}, "CRON=-");
		this.narrow.registry.trigger("a");
		this.narrow.registry.trigger("b");
		this.narrow.registry.cancel("b");
		assertThat(this.narrow.registry.trigger("b")).isInstanceOf(FiringResult.Accepted.class);
	}

	@Test
	void jobIsOverdueWhileItWaitsForAThread() {
		this.narrow.job("a", (context) -> {
		}, "CRON=-").job("b", (context) -> {
		}, "FIXED_RATE=1h").started();
		this.narrow.registry.trigger("a");
		this.narrow.advance(Duration.ofMinutes(61));
		assertThat(this.narrow.snapshot("b").health()).isEqualTo(JobHealth.NEVER_RUN);
		this.narrow.advance(Duration.ofMinutes(5));
		assertThat(this.narrow.snapshot("b").health()).isEqualTo(JobHealth.OVERDUE);
		this.narrow.runHandedOver();
		assertThat(this.narrow.snapshot("b").health()).isEqualTo(JobHealth.OK);
	}

	@Test
	void jobThatGotNoThreadIsOverdueUntilItGetsOne() {
		AtomicBoolean poor = new AtomicBoolean(true);
		JobBench bench = new JobBench((task) -> {
			if (poor.get()) {
				throw new RejectedExecutionException("on purpose");
			}
			task.run();
		});
		bench.job("a", (context) -> {
		}, "FIXED_RATE=1h").started().advance(Duration.ofMinutes(66));
		assertThat(bench.snapshot("a").health()).isEqualTo(JobHealth.OVERDUE);
		poor.set(false);
		bench.registry.trigger("a");
		assertThat(bench.snapshot("a").health()).isEqualTo(JobHealth.OK);
	}

	@Test
	void watchOverThoseWhoWaitEndsWithTheWaiting() {
		this.narrow.job("a", (context) -> {
		}, "CRON=-").job("b", (context) -> {
		}, "CRON=-");
		this.narrow.registry.trigger("a");
		assertThat(this.narrow.time.pendingTimers()).isZero();
		this.narrow.registry.trigger("b");
		this.narrow.advance(Duration.ofMinutes(5));
		assertThat(this.narrow.time.pendingTimers()).isOne();
		this.narrow.runHandedOver();
		this.narrow.advance(Duration.ofMinutes(1));
		assertThat(this.narrow.time.pendingTimers()).isZero();
	}

	@Test
	void boundHoldsOnPlatformThreads() throws Exception {
		boundHolds(JobThreads.platform(2));
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21)
	void boundHoldsOnVirtualThreads() throws Exception {
		boundHolds(JobThreads.virtual(2));
	}

	private void boundHolds(JobThreads threads) throws Exception {
		AtomicInteger inside = new AtomicInteger();
		AtomicInteger most = new AtomicInteger();
		CountDownLatch ended = new CountDownLatch(20);
		Firing firing = Firing.at(TriggerKind.MANUAL, JobBench.START);
		try (threads) {
			for (int i = 0; i < 20; i++) {
				assertThat(threads.run(new JobThreads.Task(job(), new ActiveExecution("", i, "a", firing), 0, () -> {
					most.accumulateAndGet(inside.incrementAndGet(), Math::max);
					Thread.yield();
					inside.decrementAndGet();
					ended.countDown();
				}))).isTrue();
			}
			assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
		}
		assertThat(most.get()).isBetween(1, 2);
	}

	private Job job() throws Exception {
		JobMethod method = new JobMethod(this, Object.class.getMethod("hashCode"), JobPoolTests.class);
		JobAttributes attributes = JobAttributes.NONE.with(JobAttribute.CRON, "-", "test");
		JobDeclaration declaration = new JobDeclaration(RelaxedName.of("a"), "a", method, attributes);
		JobPlan plan = JobPlan.of(declaration, JobAttributes.NONE, JobSettingsResolver.AS_DECLARED);
		JobNotices notices = new JobNotices(new JobAudience((event) -> {
		}, List.of(), LogContext.NONE), Runnable::run, Runnable::run);
		ExecutionChain executions = new ExecutionChain(List.of(), this.narrow.time, notices,
				new ExecutionWatch(this.narrow.time, Runnable::run, notices));
		return new Job(plan, this.narrow.time,
				new FiringChain(new IntakeGate(), List.of(), new JobThreads(Runnable::run, 1), executions,
						new JobMemory(null, this.narrow.time, new SharedCrons())));
	}

}
