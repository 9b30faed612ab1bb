package io.workerlifecycle.autoconfigure.job;

import java.time.Instant;
import java.util.stream.IntStream;

import io.workerlifecycle.autoconfigure.process.ProcessAutoConfiguration;
import io.workerlifecycle.job.BackgroundJob;
import io.workerlifecycle.time.TimeSource;
import io.workerlifecycle.time.VirtualTimeSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.context.LifecycleAutoConfiguration;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(60)
@ExtendWith(OutputCaptureExtension.class)
class ScheduleReportTests {

	private static final String ANNOTATION = "@BackgroundJob on " + Jobs.class.getName();

	private final VirtualTimeSource time = new VirtualTimeSource(Instant.parse("2026-03-27T12:00:00Z"));

	private final ApplicationContextRunner bare = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ProcessAutoConfiguration.class, BackgroundJobAutoConfiguration.class,
				LifecycleAutoConfiguration.class))
		.withBean(TimeSource.class, () -> this.time);

	private final ApplicationContextRunner runner = this.bare.withBean(Jobs.class);

	@Test
	void jobIsToldInWordsWithZoneNextFiringsAndOrigin(CapturedOutput output) {
		this.runner.run((context) -> assertThat(output).contains("""
				Schedules of jobs:
				  night: every day at 03:00, zone Europe/Berlin; next 2026-03-28T03:00+01:00, \
				2026-03-29T03:00+02:00, 2026-03-30T03:00+02:00; from %1$s.night
				  quarter: every 15 minutes from 12:00 to 13:59, zone UTC; next 2026-03-27T12:15Z, 12:30, 12:45; \
				from %1$s.quarter
				""".formatted(ANNOTATION)));
	}

	@Test
	void triggerFromAPropertyIsToldWithItsPlace(CapturedOutput output) {
		this.runner.withPropertyValues("worker-lifecycle.jobs.night.fixed-rate=10s")
			.run((context) -> assertThat(output).containsPattern(
					"night: every 10s; next \\S+, \\S+, \\S+; from property 'worker-lifecycle.jobs.night.fixed-rate'"));
	}

	@Test
	void disabledJobIsToldToBe(CapturedOutput output) {
		this.runner
			.withPropertyValues("worker-lifecycle.jobs.night.enabled=false", "worker-lifecycle.jobs.quarter.cron=-")
			.run((context) -> assertThat(output).contains(
					"  night: disabled, else every day at 03:00, zone Europe/Berlin; from " + ANNOTATION + ".night",
					"  quarter: disabled; from property 'worker-lifecycle.jobs.quarter.cron'"));
	}

	@Test
	void jobsThatDoNotStartAreToldWithoutFirings(CapturedOutput output) {
		this.runner.withPropertyValues("worker-lifecycle.auto-startup=false")
			.run((context) -> assertThat(output).contains("Schedules of jobs, which do not start by themselves:",
					"  night: every day at 03:00, zone Europe/Berlin; from " + ANNOTATION + ".night"));
	}

	@Test
	void lazyInitializationHidesNothing(CapturedOutput output) {
		this.runner
			.withInitializer(
					(context) -> context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
			.run((context) -> assertThat(output).contains("  night: every day at 03:00"));
	}

	@Test
	void fiftyJobsAreToldAndTheOthersCounted(CapturedOutput output) {
		ApplicationContextRunner many = IntStream.range(0, 52)
			.boxed()
			.reduce(this.bare, (runner, i) -> runner.withBean("often" + i, Often.class, Often::new),
					(one, other) -> one);
		many.run((context) -> {
			assertThat(output.toString().split(": every second, zone")).hasSize(51);
			assertThat(output).contains("\n  and 2 more\n");
			assertThat(output.toString().split("it fires 86,400 times a day")).hasSize(51);
			assertThat(output).containsPattern("WARN.*Schedules of jobs: and 2 more to be warned of");
		});
	}

	@Test
	void whatMayBeMeantOtherwiseIsAWarningThatNamesTheJob(CapturedOutput output) {
		this.runner.withPropertyValues("worker-lifecycle.jobs.night.cron=0 0 3 13 * 5").run((context) -> {
			assertThat(output).containsPattern(
					"WARN.*Job 'night', cron 0 0 3 13 \\* 5 Europe/Berlin: the day of week '5' is Friday here");
			assertThat(output).containsPattern("WARN.*Job 'night', .*: the day of month '13' and the day of week '5'");
		});
	}

	@Test
	void disabledJobIsNotWarnedOf(CapturedOutput output) {
		this.runner
			.withPropertyValues("worker-lifecycle.jobs.night.cron=* * * * * *",
					"worker-lifecycle.jobs.night.enabled=false")
			.run((context) -> assertThat(output).doesNotContain("WARN"));
	}

	@Test
	void plainSchedulesAreNoWarning(CapturedOutput output) {
		this.runner.run((context) -> assertThat(output).doesNotContain("WARN"));
	}

	@Test
	void applicationWithoutJobsIsToldNothing(CapturedOutput output) {
		this.bare.run((context) -> assertThat(output).doesNotContain("Schedules of jobs"));
	}

	@Test
	void quietLoggerHidesTheReportAndKeepsTheWarnings(CapturedOutput output) {
		LoggingSystem logging = LoggingSystem.get(getClass().getClassLoader());
		logging.setLogLevel(ScheduleReport.class.getName(), LogLevel.WARN);
		try {
			this.runner.withPropertyValues("worker-lifecycle.jobs.night.cron=* * * * * *")
				.run((context) -> assertThat(output).contains("it fires 86,400 times a day")
					.doesNotContain("Schedules of jobs"));
		}
		finally {
			logging.setLogLevel(ScheduleReport.class.getName(), null);
		}
	}

	static class Jobs {

		@BackgroundJob(name = "night", cron = "0 0 3 * * *", zone = "Europe/Berlin")
		void night() {
		}

		@BackgroundJob(name = "quarter", cron = "0 */15 12-13 * * *", zone = "UTC")
		void quarter() {
		}

	}

	static class Often {

		@BackgroundJob(cron = "* * * * * *")
		void run() {
		}

	}

}
