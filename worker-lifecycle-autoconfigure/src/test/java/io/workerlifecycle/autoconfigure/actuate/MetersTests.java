package io.workerlifecycle.autoconfigure.actuate;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.search.RequiredSearch;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.workerlifecycle.autoconfigure.job.BackgroundJobAutoConfiguration;
import io.workerlifecycle.autoconfigure.process.ProcessAutoConfiguration;
import io.workerlifecycle.autoconfigure.worker.LoopWorker;
import io.workerlifecycle.autoconfigure.worker.WorkerAutoConfiguration;
import io.workerlifecycle.job.BackgroundJob;
import io.workerlifecycle.job.BackgroundJobs;
import io.workerlifecycle.job.FiringResult;
import io.workerlifecycle.job.JobDefinition;
import io.workerlifecycle.job.RefusalReason;
import io.workerlifecycle.job.StopMode;
import io.workerlifecycle.worker.Worker;
import io.workerlifecycle.worker.WorkerState;
import io.workerlifecycle.worker.Workers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.context.LifecycleAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@Timeout(60)
class MetersTests {

	private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ProcessAutoConfiguration.class, WorkerAutoConfiguration.class,
				BackgroundJobAutoConfiguration.class, LifecycleAutoConfiguration.class,
				WorkerMetricsAutoConfiguration.class))
		.withBean(MeterRegistry.class, () -> this.registry);

	private final ApplicationContextRunner resting = this.runner
		.withPropertyValues("worker-lifecycle.auto-startup=false")
		.withBean("loop", LoopWorker.class)
		.withBean(Nightly.class);

	@Test
	void metersOfAWorkerAreThereWithZeroBeforeItStarts() {
		this.resting.run((context) -> {
			for (String counter : List.of("starts", "stops", "restarts", "errors", "health.failures")) {
				assertThat(count("worker." + counter, "loop")).as(counter).isZero();
			}
			for (String gauge : List.of("uptime", "start.time")) {
				assertThat(worker("worker." + gauge, "loop").timeGauge().value()).as(gauge).isZero();
			}
			for (String gauge : List.of("degraded", "stalled", "recovering")) {
				assertThat(worker("worker." + gauge, "loop").gauge().value()).as(gauge).isZero();
			}
			for (String timer : List.of("lifetime", "stop.duration")) {
				assertThat(worker("worker." + timer, "loop").timer().count()).as(timer).isZero();
			}
		});
	}

	@Test
	void stateOfAWorkerIsOneForWhereItStandsAndZeroElsewhere() {
		this.resting.run((context) -> {
			assertThat(states()).isEqualTo("INITIALIZING");
			context.getBean(Workers.class).start("loop");
			await().untilAsserted(() -> assertThat(states()).isEqualTo("RUNNING"));
			assertThat(this.registry.find("worker.state").gauges()).hasSize(WorkerState.values().length);
		});
	}

	@Test
	void metersTellOfAStartAndAStop() {
		this.runner.withBean("loop", LoopWorker.class).run((context) -> {
			await().untilAsserted(() -> assertThat(states()).isEqualTo("RUNNING"));
			assertThat(count("worker.starts", "loop")).isEqualTo(1);
			assertThat(worker("worker.start.time", "loop").timeGauge().value(TimeUnit.HOURS)).isPositive();
			context.getBean(Workers.class).stop("loop");
			await()
				.untilAsserted(() -> assertThat(worker("worker.stop.duration", "loop").timer().count()).isEqualTo(1));
			assertThat(worker("worker.lifetime", "loop").timer().count()).isEqualTo(1);
			assertThat(count("worker.stops", "loop")).isEqualTo(1);
			assertThat(count("worker.errors", "loop")).isZero();
			assertThat(count("worker.restarts", "loop")).isZero();
			assertThat(worker("worker.uptime", "loop").timeGauge().value()).isZero();
		});
	}

	@Test
	void uptimeGrowsWhileAWorkerRuns() {
		this.runner.withBean("loop", LoopWorker.class)
			.run((context) -> await()
				.untilAsserted(() -> assertThat(worker("worker.uptime", "loop").timeGauge().value()).isPositive()));
	}

	@Test
	void metersTellOfFailuresAndRestarts() {
		this.runner.withBean("failing", Worker.class, () -> (context) -> {
			throw new IllegalStateException("the queue is gone");
		})
			.withPropertyValues("worker-lifecycle.workers.failing.restart.max-restarts=2",
					"worker-lifecycle.workers.failing.restart.initial-interval=1ms")
			.run((context) -> {
				await().until(() -> context.getBean(Workers.class).find("failing").orElseThrow().gaveUp());
				assertThat(count("worker.starts", "failing")).isEqualTo(3);
				assertThat(count("worker.errors", "failing")).isEqualTo(3);
				assertThat(count("worker.restarts", "failing")).isEqualTo(2);
				assertThat(count("worker.stops", "failing")).isZero();
				await()
					.untilAsserted(() -> assertThat(worker("worker.lifetime", "failing").timer().count()).isEqualTo(3));
			});
	}

	@Test
	void twoWorkersHaveMetersOfTheirOwn() {
		this.resting.withBean("other", LoopWorker.class).run((context) -> {
			context.getBean(Workers.class).start("other");
			await().untilAsserted(() -> assertThat(count("worker.starts", "other")).isEqualTo(1));
			assertThat(count("worker.starts", "loop")).isZero();
		});
	}

	@Test
	void refusedFiringIsCountedWithItsReason() {
		this.resting.run((context) -> {
			Nightly nightly = context.getBean(Nightly.class);
			nightly.gate = new CountDownLatch(1);
			BackgroundJobs jobs = context.getBean(BackgroundJobs.class);
			jobs.trigger("nightly");
			assertThat(jobs.trigger("nightly")).isEqualTo(new FiringResult.Refused(RefusalReason.OVERLAP));
			nightly.gate.countDown();
			await().untilAsserted(() -> assertThat(this.registry.get("background.job.skipped")
				.tags("job.name", "nightly", "reason", "overlap")
				.counter()
				.count()).isEqualTo(1));
		});
	}

	@Test
	void metersOfAJobAreThereWithZeroBeforeItFires() {
		this.resting.run((context) -> {
			assertThat(this.registry.find("background.job.executions").tag("job.name", "nightly").timers())
				.extracting((timer) -> timer.getId().getTag("outcome"))
				.containsExactlyInAnyOrder("SUCCESS", "ERROR", "TIMEOUT", "CANCELLED");
			assertThat(this.registry.find("background.job.executions").timers())
				.allSatisfy((timer) -> assertThat(timer.count()).isZero());
			assertThat(this.registry.find("background.job.skipped").tag("job.name", "nightly").counters())
				.extracting((counter) -> counter.getId().getTag("reason"))
				.containsExactlyInAnyOrder("overlap", "paused", "shutdown", "pool");
			assertThat(this.registry.find("background.job.skipped").counters())
				.allSatisfy((counter) -> assertThat(counter.count()).isZero());
			assertThat(this.registry.get("background.job.lateness").tag("job.name", "nightly").timer().count())
				.isZero();
			assertThat(gauge("background.job.running")).isZero();
			assertThat(gauge("background.job.failures.consecutive")).isZero();
			assertThat(gauge("background.job.last.success.age")).isNotNegative();
		});
	}

	@Test
	void metersTellOfASuccess() {
		this.resting.run((context) -> {
			runOnce(context);
			await().untilAsserted(() -> assertThat(executions("SUCCESS").count()).isEqualTo(1));
			assertThat(executions("ERROR").count()).isZero();
			assertThat(this.registry.get("background.job.lateness").timer().count()).isEqualTo(1);
			assertThat(gauge("background.job.failures.consecutive")).isZero();
		});
	}

	@Test
	void metersTellOfAFailure() {
		this.resting.run((context) -> {
			context.getBean(Nightly.class).fails = true;
			runOnce(context);
			await().untilAsserted(() -> assertThat(executions("ERROR").count()).isEqualTo(1));
			assertThat(executions("SUCCESS").count()).isZero();
			assertThat(gauge("background.job.failures.consecutive")).isEqualTo(1);
		});
	}

	@Test
	void metersOfARemovedJobAreGoneAndComeAgainWithIt() {
		this.resting.run((context) -> {
			BackgroundJobs jobs = context.getBean(BackgroundJobs.class);
			runOnce(context);
			jobs.remove("nightly", StopMode.WAIT);
			assertThat(this.registry.find("background.job.executions").meters()).isEmpty();
			jobs.add(JobDefinition.named("nightly").cron("0 0 3 * * *").action((job) -> {
			}));
			assertThat(executions("SUCCESS").count()).isZero();
			runOnce(context);
			await().untilAsserted(() -> assertThat(executions("SUCCESS").count()).isEqualTo(1));
		});
	}

	@Test
	void workerOfAChildContextIsCountedOnce() {
		this.runner.run((parent) -> this.runner.withParent(parent).withBean("inner", LoopWorker.class).run((child) -> {
			await().untilAsserted(() -> assertThat(count("worker.starts", "inner")).isEqualTo(1));
			await().until(() -> child.getBean(Workers.class).find("inner").orElseThrow().runningSince() != null);
			child.getSourceApplicationContext().stop();
			assertThat(worker("worker.lifetime", "inner").timer().count()).isEqualTo(1);
		}));
	}

	@Test
	void observationOfAJobHasExactlyTheKeysOfSpringsOwn() {
		try (ConfigurableApplicationContext context = new SpringApplicationBuilder(JobBesideMethod.class)
			.web(WebApplicationType.NONE)
			.run()) {
			runOnce(context);
			MeterRegistry whole = context.getBean(MeterRegistry.class);
			await().untilAsserted(() -> assertThat(keys(whole, "run")).isNotEmpty());
			await().untilAsserted(() -> assertThat(keys(whole, "scheduled")).isNotEmpty());
			assertThat(keys(whole, "run")).isEqualTo(keys(whole, "scheduled"))
				.contains("code.function", "code.namespace", "exception", "outcome");
			Timer ours = whole.get("tasks.scheduled.execution").tag("code.function", "run").timer();
			assertThat(ours.getId().getTag("outcome")).isEqualTo("SUCCESS");
			assertThat(ours.getId().getTag("code.namespace")).isEqualTo(Nightly.class.getCanonicalName());
		}
	}

	@ParameterizedTest
	@ValueSource(classes = { WorkerBesideRegistry.class, WorkerBesideBootsRegistries.class })
	void stopIsRecordedBeforeTheRegistryCloses(Class<?> source) {
		LastLook last;
		try (ConfigurableApplicationContext context = new SpringApplicationBuilder(source).web(WebApplicationType.NONE)
			.run()) {
			Workers workers = context.getBean(Workers.class);
			await().until(() -> workers.find("loop").orElseThrow().state() == WorkerState.RUNNING);
			last = context.getBean(LastLook.class);
		}
		assertThat(last.closed).containsExactly("stops: 1, state: 1");
	}

	private static void runOnce(ApplicationContext context) {
		BackgroundJobs jobs = context.getBean(BackgroundJobs.class);
		jobs.trigger("nightly");
		await().until(() -> jobs.find("nightly").orElseThrow().lastExecution() != null);
	}

	private static Set<String> keys(MeterRegistry registry, String method) {
		return registry.find("tasks.scheduled.execution")
			.tag("code.function", method)
			.timers()
			.stream()
			.map(Meter::getId)
			.flatMap((id) -> id.getTags().stream())
			.map(Tag::getKey)
			.collect(Collectors.toSet());
	}

	private RequiredSearch worker(String meter, String name) {
		return this.registry.get(meter).tag("worker.name", name);
	}

	private double count(String meter, String name) {
		return worker(meter, name).functionCounter().count();
	}

	private double gauge(String meter) {
		return this.registry.get(meter).tag("job.name", "nightly").gauge().value();
	}

	private Timer executions(String outcome) {
		return this.registry.get("background.job.executions").tags("job.name", "nightly", "outcome", outcome).timer();
	}

	/** The states whose gauge is not zero, joined. */
	private String states() {
		return Arrays.stream(WorkerState.values())
			.map(WorkerState::name)
			.filter((state) -> worker("worker.state", "loop").tag("state", state).gauge().value() == 1)
			.collect(Collectors.joining(" "));
	}

	static class Nightly {

		volatile boolean fails;

		volatile CountDownLatch gate = new CountDownLatch(0);

		@BackgroundJob(name = "nightly", cron = "0 0 3 * * *")
		void run() throws InterruptedException {
			this.gate.await();
			if (this.fails) {
				throw new IllegalStateException("the disk is full");
			}
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EnableScheduling
	static class JobBesideMethod {

		@Bean
		Nightly nightly() {
			return new Nightly();
		}

		@Scheduled(fixedDelay = 3_600_000)
		void scheduled() {
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class WorkerBesideBootsRegistries {

		@Bean
		LoopWorker loop() {
			return new LoopWorker();
		}

		@Bean
		LastLook lastLook() {
			return new LastLook();
		}

	}

	/** Without Spring Boot's own closing of registries. */
	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration(exclude = MetricsAutoConfiguration.class)
	static class WorkerBesideRegistry extends WorkerBesideBootsRegistries {

	}

	/** A registry that looks at its meters for the last time when it is closed. */
	static class LastLook extends SimpleMeterRegistry {

		final List<String> closed = new CopyOnWriteArrayList<>();

		@Override
		public void close() {
			if (!isClosed()) {
				long stops = get("worker.stop.duration").timer().count();
				double stopped = get("worker.state").tag("state", "STOPPED").gauge().value();
				this.closed.add("stops: " + stops + ", state: " + Math.round(stopped));
			}
			super.close();
		}

	}

}
