package io.workerlifecycle.autoconfigure.reload;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import io.workerlifecycle.job.BackgroundJob;
import io.workerlifecycle.job.BackgroundJobs;
import io.workerlifecycle.job.JobContext;
import io.workerlifecycle.job.JobSkippedEvent;
import io.workerlifecycle.reload.ReloadCause;
import io.workerlifecycle.reload.ReloadOutcome;
import io.workerlifecycle.reload.ReloadResult;
import io.workerlifecycle.reload.Reloads;
import io.workerlifecycle.time.VirtualTimeSource;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Reloads while 200 executions a second run, in virtual time.
 */
@Timeout(120)
class ReloadUnderLoadTests {

	private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

	private static final Duration STEP = Duration.ofMillis(5);

	private static final int STEPS = 1000;

	@TempDir
	Path directory;

	@ParameterizedTest
	@ValueSource(longs = { 1, 2 })
	void executionsAreNeitherLostNorDoubledAndNoneIsDisturbed(long seed) throws Exception {
		Random random = new Random(seed);
		List<CompletableFuture<ReloadResult>> reloads = new ArrayList<>();
		try (Reloading application = Reloading.start(this.directory, yaml(random, 0), Load.class)) {
			Ticks ticks = application.bean(Ticks.class);
			application.bean(BackgroundJobs.class).trigger("long");
			for (int step = 1; step <= STEPS; step++) {
				if (random.nextInt(20) == 0) {
					application.write("application.yml", yaml(random, step));
					reloads.add(application.bean(Reloads.class).request(ReloadCause.CODE).toCompletableFuture());
				}
				application.bean(VirtualTimeSource.class).advance(STEP);
				assertThat(ticks.done.tryAcquire(30, TimeUnit.SECONDS)).isTrue();
			}
			for (CompletableFuture<ReloadResult> reload : reloads) {
				assertThat(reload.get(30, TimeUnit.SECONDS).outcome()).isNotEqualTo(ReloadOutcome.REFUSED);
			}
			assertThat(ticks.times).hasSize(STEPS)
				.doesNotHaveDuplicates()
				.contains(START.plus(STEP.multipliedBy(STEPS)));
			assertThat(ticks.skipped).isEmpty();
			assertThat(List.copyOf(ticks.others)).doesNotHaveDuplicates().isSorted();
			ticks.end.countDown();
			assertThat(ticks.ended.await(30, TimeUnit.SECONDS)).isTrue();
		}
		assertThat(reloads).hasSizeGreaterThan(STEPS / 50);
	}

	private static String yaml(Random random, int step) {
		return """
				worker-lifecycle:
				  job-executor.max-concurrency: 16
				  job-defaults.description: step %d
				  jobs:
				    tick.timeout: %ds
				    other.fixed-rate: %dms
				    made%d: { bean: ticks, method: other, cron: "-" }
				""".formatted(step, 1 + random.nextInt(9), 5 * (1 + random.nextInt(4)), random.nextInt(3));
	}

	@Configuration(proxyBeanMethods = false)
	static class Load {

		@Bean
		VirtualTimeSource time() {
			return new VirtualTimeSource(START);
		}

		@Bean
		Ticks ticks() {
			return new Ticks();
		}

	}

	static class Ticks {

		final Queue<Instant> times = new ConcurrentLinkedQueue<>();

		final Queue<Instant> others = new ConcurrentLinkedQueue<>();

		final Queue<JobSkippedEvent> skipped = new ConcurrentLinkedQueue<>();

		final Semaphore done = new Semaphore(0);

		final CountDownLatch end = new CountDownLatch(1);

		final CountDownLatch ended = new CountDownLatch(1);

		@BackgroundJob(name = "tick", fixedRate = "5ms", overlap = io.workerlifecycle.job.Overlap.ALLOW)
		void tick(JobContext context) {
			this.times.add(context.scheduledTime());
			this.done.release();
		}

		@BackgroundJob(name = "other", fixedRate = "5ms")
		void other(JobContext context) {
			this.others.add(context.scheduledTime());
		}

		@BackgroundJob(name = "long", cron = "-")
		void waitForTheEnd(JobContext context) throws InterruptedException {
			this.end.await();
			if (!context.isStopRequested()) {
				this.ended.countDown();
			}
		}

		@org.springframework.context.event.EventListener
		void skipped(JobSkippedEvent event) {
			if (event.jobName().equals("tick")) {
				this.skipped.add(event);
			}
		}

	}

}
