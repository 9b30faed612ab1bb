package io.workerlifecycle.autoconfigure.job;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import io.workerlifecycle.autoconfigure.process.ProcessAutoConfiguration;
import io.workerlifecycle.job.BackgroundJob;
import io.workerlifecycle.job.BackgroundJobs;
import io.workerlifecycle.job.JobDefinition;
import io.workerlifecycle.job.JobSnapshot;
import io.workerlifecycle.job.JobTrigger;
import io.workerlifecycle.job.StopMode;
import io.workerlifecycle.time.TimeSource;
import io.workerlifecycle.time.VirtualTimeSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@Timeout(60)
@ExtendWith(OutputCaptureExtension.class)
class JobConfigurationTests {

	private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

	private static final String AT_START = """
			jobs.defined: { bean: reports, method: weekly, fixed-rate: 10s }
			""";

	private final VirtualTimeSource time = new VirtualTimeSource(START);

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ProcessAutoConfiguration.class, BackgroundJobAutoConfiguration.class))
		.withBean(TimeSource.class, () -> this.time)
		.withBean("reports", Reports.class)
		.withInitializer((context) -> Yaml.add(context.getEnvironment(), AT_START));

	@Test
	void newPropertiesReachTheJobsThatRun() {
		run((application) -> {
			application.apply("""
					jobs.nightly.cron: "0 0 4 * * *"
					jobs.defined: { bean: reports, method: weekly, fixed-rate: 20s }
					""");
			assertThat(application.job("nightly").trigger()).hasToString("cron 0 0 4 * * * Z");
			assertThat(application.job("nightly").origins()).containsEntry("cron",
					"property 'worker-lifecycle.jobs.nightly.cron' (application.yml - 2:22)");
			assertThat(application.job("defined").trigger())
				.isEqualTo(new JobTrigger.FixedRate(Duration.ofSeconds(20)));
		});
	}

	@Test
	void scheduleThatStaysTheSameIsNotDisturbed() {
		run((application) -> {
			this.time.advance(Duration.ofSeconds(7));
			application.apply(AT_START + "jobs.nightly.description: another\n");
			assertThat(application.job("defined").nextExecution()).isEqualTo(START.plusSeconds(10));
		});
	}

	@Test
	void definedJobThatIsGoneIsRemovedAndANewOneComes() {
		run((application) -> {
			application.apply("jobs.other: { bean: reports, method: weekly, fixed-rate: 1m }");
			assertThat(application.jobs.list()).extracting(JobSnapshot::name).containsExactly("nightly", "other");
			assertThat(application.job("other").nextExecution()).isEqualTo(START.plusSeconds(60));
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "jobs.nightly.fixed-rate: 10", "jobs.nightly.enabled: perhaps", "jobs.nightlyy.cron: '-'",
			"jobs.nightly.corn: '-'", "jobs.other: { bean: nobody, method: weekly, cron: '-' }",
			"jobs.other: { bean: reports, method: weekly }", "jobs.nightly: { bean: reports, method: weekly }",
			"job-executor.max-concurrency: 0", "job-defaults.method: weekly", "on-unknown-name: ignore",
			"jobs.defined.fixed-rate: 1h" })
	void oneMistakeChangesNothing(String mistake) {
		run((application) -> {
			assertThatThrownBy(() -> application.apply("""
					jobs.comes: { bean: reports, method: weekly, fixed-rate: 1m }
					job-defaults.description: changed
					""" + mistake + "\n")).isNotNull();
			assertThat(application.jobs.list()).extracting(JobSnapshot::name).containsExactly("defined", "nightly");
			assertThat(application.job("nightly").settings().description()).isEmpty();
			assertThat(application.job("defined").nextExecution()).isEqualTo(START.plusSeconds(10));
		});
	}

	@Test
	void oneJobOrAllMayBeDisabledAndEnabledAgain() {
		run((application) -> {
			application.apply(AT_START + "jobs.defined.enabled: false\n");
			assertThat(application.job("defined").enabled()).isFalse();
			assertThat(application.job("nightly").enabled()).isTrue();
			application.apply(AT_START + "job-defaults.enabled: false\n");
			assertThat(application.jobs.list()).noneMatch(JobSnapshot::enabled);
			assertThat(this.time.pendingTimers()).isZero();
			application.apply(AT_START);
			assertThat(application.jobs.list()).allMatch(JobSnapshot::enabled);
		});
	}

	@Test
	void scheduleOfRunTimeStays() {
		run((application) -> {
			application.jobs.reschedule("nightly", new JobTrigger.FixedRate(Duration.ofSeconds(3)));
			application.apply("jobs.nightly.cron: '0 0 4 * * *'");
			assertThat(application.job("nightly").origins()).containsEntry("fixed-rate", "run time");
		});
	}

	@Test
	void propertiesOfAJobThatWasRemovedAtRunTimeAreNoMistake() {
		run((application) -> {
			application.jobs.remove("nightly", StopMode.WAIT);
			application.apply(AT_START + "jobs.nightly.cron: '-'\n");
			assertThat(application.jobs.find("nightly")).isEmpty();
		});
	}

	@Test
	void propertiesOfAJobThatWasAddedAtRunTimeAreKnown() {
		run((application) -> {
			application.jobs.add(JobDefinition.named("dynamic").cron("-").action((context) -> {
			}));
			application.apply(AT_START + "jobs.dynamic.fixed-rate: 1h\n");
			assertThat(application.job("dynamic").enabled()).isTrue();
		});
	}

	@Test
	void unknownNameMayBeAWarning(CapturedOutput output) {
		run((application) -> {
			application.apply(AT_START + "jobs.nightlyy.cron: '-'\non-unknown-name: warn\n");
			assertThat(output).contains("is for 'nightlyy', which is not among the jobs");
		});
	}

	@Test
	void numberOfExecutionsAtOnceStaysAndIsWarnedOf(CapturedOutput output) {
		run((application) -> {
			application.apply(AT_START + "job-executor.max-concurrency: 77\n");
			assertThat(output).contains("worker-lifecycle.job-executor.max-concurrency is 77 now, but")
				.contains("holds until the next start");
		});
	}

	private void run(Consumer<Application> test) {
		this.runner.run((context) -> {
			assertThat(context).hasNotFailed();
			test.accept(
					new Application(context.getBean(JobConfiguration.class), context.getBean(BackgroundJobs.class)));
		});
	}

	private record Application(JobConfiguration configuration, BackgroundJobs jobs) {

		void apply(String yaml) {
			this.configuration.apply(Yaml.environment(yaml));
		}

		JobSnapshot job(String name) {
			return this.jobs.find(name).orElseThrow();
		}

	}

	static class Reports {

		final AtomicInteger runs = new AtomicInteger();

		@BackgroundJob(name = "nightly", cron = "0 0 3 * * *", zone = "Z")
		void nightly() {
		}

		void weekly() {
			this.runs.incrementAndGet();
		}

	}

}
