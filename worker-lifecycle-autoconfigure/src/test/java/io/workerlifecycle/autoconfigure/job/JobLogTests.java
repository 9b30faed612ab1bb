package io.workerlifecycle.autoconfigure.job;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;

import io.workerlifecycle.autoconfigure.process.ProcessAutoConfiguration;
import io.workerlifecycle.job.BackgroundJobs;
import io.workerlifecycle.job.JobAction;
import io.workerlifecycle.job.JobAttribute;
import io.workerlifecycle.job.JobDefinition;
import io.workerlifecycle.time.VirtualTimeSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.context.LifecycleAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@Timeout(60)
@ExtendWith(OutputCaptureExtension.class)
class JobLogTests {

	private final VirtualTimeSource time = new VirtualTimeSource(Instant.parse("2026-03-01T12:00:00Z"));

	private final CountDownLatch release = new CountDownLatch(1);

	private final ConfigurableApplicationContext context = new SpringApplicationBuilder(Application.class)
		.web(WebApplicationType.NONE)
		.initializers((created) -> created.getBeanFactory().registerSingleton("time", this.time))
		.properties("worker-lifecycle.job-executor.max-concurrency=1")
		.run();

	private final BackgroundJobs jobs = this.context.getBean(BackgroundJobs.class);

	@AfterEach
	void close() {
		this.release.countDown();
		this.context.close();
	}

	@Test
	void whoHoldsTheThreadsIsNamedOnceAMinuteWhileOthersWait(CapturedOutput output) {
		add(JobDefinition.named("holder"), (execution) -> this.release.await());
		add(JobDefinition.named("second"), (execution) -> {
		});
		add(JobDefinition.named("third"), (execution) -> {
		});
		this.jobs.trigger("holder");
		await().until(() -> this.jobs.find("holder").orElseThrow().running().startedAt() != null);
		this.time.advance(Duration.ofMinutes(3));
		this.jobs.trigger("second");
		this.jobs.trigger("third");
		this.time.advance(Duration.ofMillis(999));
		assertThat(output).doesNotContain("wait for a thread");
		this.time.advance(Duration.ofMillis(1));
		await().untilAsserted(() -> assertThat(output).containsPattern("WARN.*Jobs wait for a thread: 2, of which "
				+ "'second' waits longest, for 1s\\. All threads there may be \\(1\\) are held, by 'holder' for 3m1s\\. .*"
				+ "worker-lifecycle\\.job-executor\\.max-concurrency"));
		await().until(() -> this.time.pendingTimers() == 1);
		this.time.advance(Duration.ofSeconds(59));
		assertThat(output.toString().split("wait for a thread")).hasSize(2);
		this.time.advance(Duration.ofSeconds(1));
		await().untilAsserted(() -> assertThat(output.toString().split("wait for a thread")).hasSize(3));
	}

	@Test
	void failedAttemptThatIsFollowedByAnotherIsAWarning(CapturedOutput output) {
		add(JobDefinition.named("flaky").with(JobAttribute.RETRY_MAX_RETRIES, "1").with(JobAttribute.RETRY_DELAY, "2s"),
				(execution) -> {
					throw new IllegalStateException("attempt " + execution.attempt());
				});
		this.jobs.trigger("flaky");
		await().until(() -> this.time.pendingTimers() == 1);
		assertThat(output)
			.containsPattern("WARN.*Job 'flaky', execution .*, attempt 1 of 2 failed; the next comes in 2s")
			.contains("java.lang.IllegalStateException: attempt 1")
			.doesNotContain("ERROR");
		this.time.advance(Duration.ofSeconds(2));
		await().untilAsserted(() -> assertThat(output).containsPattern("ERROR.*Job 'flaky', execution .*, failed")
			.contains("java.lang.IllegalStateException: attempt 2"));
	}

	@Test
	void executionThatIgnoresItsTimeoutIsLoggedWithItsStack(CapturedOutput output) {
		add(JobDefinition.named("stubborn").timeout(Duration.ofSeconds(5)).with(JobAttribute.STOP_TIMEOUT, "7s"),
				(execution) -> ignoreInterrupts());
		this.jobs.trigger("stubborn");
		await().until(() -> this.time.pendingTimers() == 1);
		this.time.advance(Duration.ofSeconds(5));
		await().untilAsserted(() -> assertThat(output)
			.containsPattern("WARN.*Job 'stubborn', .* did not end within its timeout of 5s and is interrupted"));
		await().until(() -> this.time.pendingTimers() == 1);
		this.time.advance(Duration.ofSeconds(7));
		await().untilAsserted(() -> assertThat(output)
			.containsPattern("ERROR.*Job 'stubborn', .* is stuck: it goes on, 7s after it was interrupted")
			.contains(JobLogTests.class.getName() + ".ignoreInterrupts(JobLogTests.java"));
	}

	private void add(JobDefinition.Builder job, JobAction action) {
		this.jobs.add(job.cron("-").action(action));
	}

	private void ignoreInterrupts() {
		while (this.release.getCount() > 0) {
			Thread.yield();
		}
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ LifecycleAutoConfiguration.class, ProcessAutoConfiguration.class,
			BackgroundJobAutoConfiguration.class })
	static class Application {

	}

}
