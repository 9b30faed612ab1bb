package io.workerlifecycle.autoconfigure.job;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import io.workerlifecycle.autoconfigure.process.ProcessAutoConfiguration;
import io.workerlifecycle.job.BackgroundJob;
import io.workerlifecycle.job.BackgroundJobs;
import io.workerlifecycle.job.JobContext;
import io.workerlifecycle.job.JobFinishedEvent;
import io.workerlifecycle.time.VirtualTimeSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.context.LifecycleAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@Timeout(60)
@ExtendWith(OutputCaptureExtension.class)
class JobStopTests {

	private static final VirtualTimeSource TIME = new VirtualTimeSource(Instant.parse("2026-03-01T12:00:00Z"));

	@Test
	void contextWaitsForTheJobAndItsListenersOnPlatformThreads() throws Exception {
		contextWaitsForTheJobAndItsListeners("spring.threads.virtual.enabled=false");
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21)
	void contextWaitsForTheJobAndItsListenersOnVirtualThreads() throws Exception {
		contextWaitsForTheJobAndItsListeners("spring.threads.virtual.enabled=true");
	}

	private void contextWaitsForTheJobAndItsListeners(String property) throws Exception {
		ConfigurableApplicationContext context = run(property);
		Slow slow = context.getBean(Slow.class);
		context.getBean(BackgroundJobs.class).trigger("slow");
		assertThat(slow.entered.await(10, TimeUnit.SECONDS)).isTrue();
		CompletableFuture<Void> closing = CompletableFuture.runAsync(context::close);
		await().until(() -> slow.context.isStopRequested());
		assertThat(closing).isNotDone();
		slow.release.countDown();
		closing.get(10, TimeUnit.SECONDS);
		assertThat(slow.happened).containsExactly("SUCCESS", "destroyed");
	}

	@Test
	void jobThatIgnoresItsInterruptIsNamedWithItsStackAndLeftBehind(CapturedOutput output) throws Exception {
		ConfigurableApplicationContext context = run("worker-lifecycle.jobs.stubborn.stop-timeout=7s");
		Slow slow = context.getBean(Slow.class);
		context.getBean(BackgroundJobs.class).trigger("stubborn");
		assertThat(slow.entered.await(10, TimeUnit.SECONDS)).isTrue();
		CompletableFuture<Void> closing = CompletableFuture.runAsync(context::close);
		await().until(() -> slow.context.isStopRequested());
		TIME.advance(Duration.ofSeconds(7));
		await().untilAsserted(() -> assertThat(output).contains("Job 'stubborn', execution")
			.contains("did not end within its stop-timeout of 7s and is interrupted"));
		TIME.advance(Duration.ofSeconds(1));
		closing.get(10, TimeUnit.SECONDS);
		slow.release.countDown();
		assertThat(output).contains("did not end when interrupted; the stop goes on without it. It is at")
			.contains(Slow.class.getName() + ".stubborn(JobStopTests.java");
	}

	@Test
	void failureIsLoggedWithNameIdAndStack(CapturedOutput output) {
		try (ConfigurableApplicationContext context = run("worker-lifecycle.jobs.failing.enabled=true")) {
			BackgroundJobs jobs = context.getBean(BackgroundJobs.class);
			jobs.trigger("failing");
			await().until(() -> jobs.find("failing").orElseThrow().lastExecution() != null);
			String id = jobs.find("failing").orElseThrow().lastExecution().id();
			assertThat(output).containsPattern("ERROR.*Job 'failing', execution " + id + ", failed")
				.contains("java.lang.IllegalStateException: no luck");
		}
	}

	private static ConfigurableApplicationContext run(String property) {
		return new SpringApplicationBuilder(Slow.class).web(WebApplicationType.NONE)
			.initializers((context) -> context.getBeanFactory().registerSingleton("time", TIME))
			.properties(property)
			.run();
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ LifecycleAutoConfiguration.class, ProcessAutoConfiguration.class,
			BackgroundJobAutoConfiguration.class })
	static class Slow implements DisposableBean {

		final CountDownLatch entered = new CountDownLatch(1);

		final CountDownLatch release = new CountDownLatch(1);

		final List<String> happened = new CopyOnWriteArrayList<>();

		volatile JobContext context;

		@BackgroundJob(name = "slow", cron = "-")
		void slow(JobContext jobContext) throws InterruptedException {
			this.context = jobContext;
			this.entered.countDown();
			this.release.await();
		}

		@BackgroundJob(name = "stubborn", cron = "-")
		void stubborn(JobContext jobContext) {
			this.context = jobContext;
			this.entered.countDown();
			while (this.release.getCount() > 0) {
				Thread.interrupted();
				LockSupport.parkNanos(1_000_000);
			}
		}

		@BackgroundJob(name = "failing", cron = "-")
		void failing() {
			throw new IllegalStateException("no luck");
		}

		@EventListener
		void finished(JobFinishedEvent event) {
			this.happened.add(event.execution().outcome().toString());
		}

		@Override
		public void destroy() {
			this.happened.add("destroyed");
		}

	}

}
