package io.workerlifecycle.autoconfigure.process;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.workerlifecycle.autoconfigure.actuate.WorkerMetricsAutoConfiguration;
import io.workerlifecycle.autoconfigure.job.BackgroundJobAutoConfiguration;
import io.workerlifecycle.autoconfigure.worker.LoopWorker;
import io.workerlifecycle.autoconfigure.worker.WorkerAutoConfiguration;
import io.workerlifecycle.job.BackgroundJob;
import io.workerlifecycle.job.BackgroundJobs;
import io.workerlifecycle.job.JobContext;
import io.workerlifecycle.shutdown.Shutdown;
import io.workerlifecycle.time.VirtualTimeSource;
import io.workerlifecycle.worker.WorkerState;
import io.workerlifecycle.worker.Workers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.context.LifecycleAutoConfiguration;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.core.Ordered;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What brackets a run of an application: plan, budget and report.
 */
@Timeout(60)
@ExtendWith(OutputCaptureExtension.class)
class ApplicationRunTests {

	private final VirtualTimeSource time = new VirtualTimeSource(Instant.parse("2026-03-01T12:00:00Z"));

	private final ApplicationContextRunner bare = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ProcessAutoConfiguration.class, WorkerAutoConfiguration.class,
				BackgroundJobAutoConfiguration.class, LifecycleAutoConfiguration.class));

	private final ApplicationContextRunner runner = this.bare.withBean("loop", LoopWorker.class)
		.withBean("jobs", Jobs.class);

	@Test
	void budgetIsThatOfTheProperty() {
		this.bare.withPropertyValues("worker-lifecycle.shutdown.budget=50s")
			.run((context) -> assertThat(context.getBean(Shutdown.class).budget()).isEqualTo(Duration.ofSeconds(50)));
	}

	@Test
	void wrongBudgetKeepsTheApplicationFromStarting() {
		this.bare.withPropertyValues("worker-lifecycle.shutdown.budget=50")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("property 'worker-lifecycle.shutdown.budget'"));
	}

	@Test
	void budgetBeginsBeforeAnybodyElseHearsOfTheClose() {
		List<Duration> left = new CopyOnWriteArrayList<>();
		VirtualTimeSource clock = this.time;
		class Early implements ApplicationListener<ContextClosedEvent>, Ordered {

			@Override
			public void onApplicationEvent(ContextClosedEvent event) {
				clock.advance(Duration.ofSeconds(5));
				left.add(event.getApplicationContext().getBean(Shutdown.class).clip(Duration.ofDays(1)));
			}

			@Override
			public int getOrder() {
				return Ordered.HIGHEST_PRECEDENCE + 1;
			}

		}
		inVirtualTime().withBean(Early.class, Early::new).run((context) -> {
		});
		assertThat(left).containsExactly(Duration.ofSeconds(20));
	}

	@Test
	void budgetDoesNotBeginWithTheCloseOfAChildOrAParent() {
		this.bare.run((parent) -> {
			Shutdown ofParent = parent.getBean(Shutdown.class);
			this.bare.withParent(parent).run((child) -> {
				ConfigurableApplicationContext source = parent.getSourceApplicationContext();
				source.publishEvent(new ContextClosedEvent(source));
				assertThat(hasBegun(child.getBean(Shutdown.class))).isFalse();
			});
			assertThat(hasBegun(ofParent)).isTrue();
		});
		this.bare.run((parent) -> {
			this.bare.withParent(parent).run((child) -> assertThat(child).hasNotFailed());
			assertThat(hasBegun(parent.getBean(Shutdown.class))).isFalse();
		});
	}

	@Test
	void budgetDoesNotBeginWhenTheContextIsOnlyPaused() {
		this.runner.run((context) -> {
			ConfigurableApplicationContext configurable = context.getSourceApplicationContext();
			configurable.pause();
			configurable.restart();
			assertThat(hasBegun(context.getBean(Shutdown.class))).isFalse();
		});
	}

	@Test
	void planIsToldBeforeAnythingStarts(CapturedOutput output) {
		this.runner.withBean("other", Other.class)
			.withPropertyValues("worker-lifecycle.jobs.report.stop-timeout=7s")
			.run((context) -> awaitRunning(context.getBean(Workers.class)));
		assertThat(output.toString()).containsSubsequence("Start plan: 1 worker, 1 job\n",
				"  phase MAX_VALUE - 512: worker 'loop', start-timeout 30s, stop-timeout 10s\n",
				"  phase MAX_VALUE - 256: job 'report', by hand only, stop-timeout 7s\n", "Stop, in this order:\n",
				"  phase MAX_VALUE - 256: up to 8s for job 'report'\n",
				"  phase MAX_VALUE - 512: up to 11s for worker 'loop'\n", "  phase 4711: other\n",
				"  workers and jobs together: up to 19s, of a budget of 25s\n", "up to 30s each",
				"Worker 'loop' (incarnation 1) is running");
		assertThat(output).doesNotContain("WARN");
	}

	@Test
	void planIsToldThoughNothingStartsByItself(CapturedOutput output) {
		this.runner.withPropertyValues("worker-lifecycle.auto-startup=false")
			.run((context) -> assertThat(output).contains("worker 'loop', by hand only,",
					"job 'report', by hand only,"));
	}

	@Test
	void planThatCannotFitIsAWarning(CapturedOutput output) {
		this.runner.withPropertyValues("worker-lifecycle.shutdown.budget=15s")
			.run((context) -> assertThat(output).containsPattern("WARN.*may need 22s to stop, which cannot fit"));
	}

	@Test
	void applicationWithoutWorkersAndJobsIsToldNothing(CapturedOutput output) {
		this.bare.run((context) -> assertThat(context).hasNotFailed());
		assertThat(output).doesNotContain("Start plan", "Drain report");
	}

	@Test
	void childIsToldOfItsOwnOnly(CapturedOutput output) {
		this.runner.run((parent) -> this.bare.withParent(parent)
			.withBean("inner", LoopWorker.class)
			.run((child) -> assertThat(output).contains("Start plan: 1 worker, 1 job",
					"Start plan: 1 worker, 0 jobs")));
	}

	@Test
	void reportTellsOfTheExecutionThatEndedInTime(CapturedOutput output) {
		Jobs[] jobs = new Jobs[1];
		inVirtualTime().withBean("jobs", Jobs.class).run((context) -> {
			jobs[0] = trigger(context);
			close(context);
			await().until(() -> jobs[0].context.isStopRequested());
			this.time.advance(Duration.ofSeconds(2));
			jobs[0].release.countDown();
		});
		await().untilAsserted(() -> assertThat(output.toString()).containsSubsequence("INFO", "Drain report:\n",
				"  job 'report' finished after 2s\n", "  1 finished; took 2s of a budget of 25s"));
	}

	@Test
	void reportWarnsOfTheExecutionThatHadToBeInterrupted(CapturedOutput output) {
		inVirtualTime().withBean("jobs", Jobs.class)
			.withPropertyValues("worker-lifecycle.shutdown.budget=4s")
			.run((context) -> {
				Jobs jobs = trigger(context);
				close(context);
				await().until(() -> jobs.context.isStopRequested());
				this.time.advance(Duration.ofSeconds(3));
			});
		await().untilAsserted(() -> assertThat(output).containsPattern(
				"WARN.*Drain report:\\R  job 'report' interrupted after 3s\\R  1 interrupted; took 3s of a "
						+ "budget of 4s"));
		assertThat(output)
			.contains("did not end within 3s, all that the shutdown budget of 4s left of its stop-timeout "
					+ "of 10s, and is interrupted");
	}

	@Test
	void reportComesAfterTheLastStopAndBeforeRegistriesClose(CapturedOutput output) {
		this.bare.withConfiguration(AutoConfigurations.of(WorkerMetricsAutoConfiguration.class))
			.withUserConfiguration(Registries.class)
			.withBean("loop", LoopWorker.class)
			.withBean("jobs", Jobs.class)
			.run((context) -> {
				awaitRunning(context.getBean(Workers.class));
				Jobs jobs = trigger(context);
				CompletableFuture.runAsync(() -> {
					await().until(() -> jobs.context.isStopRequested());
					jobs.release.countDown();
				});
			});
		assertThat(output.toString()).containsSubsequence("Worker 'loop' (incarnation 1) has stopped", "Drain report:",
				"job 'report' finished after", "Registry closes with 1 stop and 1 execution");
	}

	private ApplicationContextRunner inVirtualTime() {
		return this.bare.withInitializer((context) -> context.getBeanFactory().registerSingleton("time", this.time));
	}

	private static boolean hasBegun(Shutdown shutdown) {
		return shutdown.clip(Duration.ofDays(1)).compareTo(Duration.ofDays(1)) < 0;
	}

	private static Jobs trigger(AssertableApplicationContext context) throws InterruptedException {
		context.getBean(BackgroundJobs.class).trigger("report");
		Jobs jobs = context.getBean(Jobs.class);
		assertThat(jobs.entered.await(10, TimeUnit.SECONDS)).isTrue();
		return jobs;
	}

	private static void close(AssertableApplicationContext context) {
		CompletableFuture.runAsync(context.getSourceApplicationContext()::close);
	}

	private static void awaitRunning(Workers workers) {
		await().until(() -> workers.find("loop").orElseThrow().state() == WorkerState.RUNNING);
	}

	static class Jobs {

		final CountDownLatch entered = new CountDownLatch(1);

		final CountDownLatch release = new CountDownLatch(1);

		volatile JobContext context;

		@BackgroundJob(name = "report", cron = "-")
		void report(JobContext jobContext) throws InterruptedException {
			this.context = jobContext;
			this.entered.countDown();
			this.release.await();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Registries {

		@Bean
		ClosingRegistry registry() {
			return new ClosingRegistry();
		}

	}

	static class ClosingRegistry extends SimpleMeterRegistry {

		@Override
		public void close() {
			System.out.println("Registry closes with " + find("worker.stop.duration").timer().count() + " stop and "
					+ find("background.job.executions").tag("outcome", "SUCCESS").timer().count() + " execution");
			super.close();
		}

	}

	static class Other implements SmartLifecycle {

		private volatile boolean running;

		@Override
		public void start() {
			this.running = true;
		}

		@Override
		public void stop() {
			this.running = false;
		}

		@Override
		public boolean isRunning() {
			return this.running;
		}

		@Override
		public int getPhase() {
			return 4711;
		}

	}

}
