package io.workerlifecycle.autoconfigure.job;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistryAssert;
import io.workerlifecycle.autoconfigure.process.ProcessAutoConfiguration;
import io.workerlifecycle.job.BackgroundJob;
import io.workerlifecycle.job.BackgroundJobPostProcessor;
import io.workerlifecycle.job.BackgroundJobs;
import io.workerlifecycle.job.DstGap;
import io.workerlifecycle.job.DstRepeat;
import io.workerlifecycle.job.ExecutionStep;
import io.workerlifecycle.job.FiringResult;
import io.workerlifecycle.job.InvalidJobException;
import io.workerlifecycle.job.JobExecution;
import io.workerlifecycle.job.JobSnapshot;
import io.workerlifecycle.job.JobTrigger;
import io.workerlifecycle.job.JobsLifecycle;
import io.workerlifecycle.time.TimeSource;
import io.workerlifecycle.time.VirtualTimeSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.context.LifecycleAutoConfiguration;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.task.TaskDecorator;
import org.springframework.scheduling.TaskScheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

@Timeout(60)
class BackgroundJobAutoConfigurationTests {

	private final ApplicationContextRunner bare = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ProcessAutoConfiguration.class, BackgroundJobAutoConfiguration.class,
				LifecycleAutoConfiguration.class, TaskExecutionAutoConfiguration.class));

	private final ApplicationContextRunner runner = this.bare.withBean("reports", Reports.class);

	@Test
	void jobIsThereAndFires() {
		this.runner.withPropertyValues("worker-lifecycle.jobs.nightly.fixed-rate=5ms").run((context) -> {
			assertThat(job(context.getBean(BackgroundJobs.class)).enabled()).isTrue();
			AtomicInteger runs = context.getBean(Reports.class).runs;
			await().untilAsserted(() -> assertThat(runs).hasValueGreaterThan(2));
		});
	}

	@Test
	void contextWithoutJobsStarts() {
		this.bare.run((context) -> assertThat(context.getBean(BackgroundJobs.class).list()).isEmpty());
	}

	@Test
	void disabledStarterLeavesNoBean() {
		this.runner.withPropertyValues("worker-lifecycle.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(BackgroundJobs.class)
				.doesNotHaveBean(TimeSource.class)
				.doesNotHaveBean(JobsLifecycle.class));
	}

	@Test
	void withoutAutoStartupNothingFiresButByHand() {
		this.runner
			.withPropertyValues("worker-lifecycle.auto-startup=false",
					"worker-lifecycle.jobs.nightly.run-on-start=true")
			.run((context) -> {
				BackgroundJobs jobs = context.getBean(BackgroundJobs.class);
				assertThat(context.getBean(JobsLifecycle.class).isRunning()).isFalse();
				assertThat(jobs.nextFirings("nightly", 1)).isEmpty();
				assertThat(jobs.trigger("nightly")).isInstanceOf(FiringResult.Accepted.class);
				await().untilAsserted(() -> assertThat(job(jobs).history()).hasSize(1));
			});
	}

	@Test
	void sourceOfTimeMayBeReplaced() {
		VirtualTimeSource time = new VirtualTimeSource(Instant.parse("2026-03-01T12:00:00Z"));
		this.runner.withBean(TimeSource.class, () -> time)
			.withPropertyValues("worker-lifecycle.jobs.nightly.fixed-rate=10s")
			.run((context) -> {
				assertThat(context).hasSingleBean(TimeSource.class);
				time.advance(Duration.ofSeconds(10));
				await().untilAsserted(
						() -> assertThat(job(context.getBean(BackgroundJobs.class)).history()).singleElement()
							.extracting(JobExecution::scheduledTime)
							.isEqualTo(Instant.parse("2026-03-01T12:00:10Z")));
			});
	}

	@Test
	void bootsExecutorStaysAndNoSchedulerComes() {
		this.runner.run((context) -> assertThat(context).hasSingleBean(Executor.class)
			.hasBean("applicationTaskExecutor")
			.doesNotHaveBean(TaskScheduler.class));
	}

	@Test
	void worksWithoutMicrometer() {
		this.runner.withClassLoader(new FilteredClassLoader("io.micrometer")).run((context) -> {
			assertThat(context).doesNotHaveBean(ExecutionStep.class);
			runOnce(context.getBean(BackgroundJobs.class));
		});
	}

	@Test
	void executionsAreObserved() {
		this.runner.withBean(ObservationRegistry.class, TestObservationRegistry::create).run((context) -> {
			runOnce(context.getBean(BackgroundJobs.class));
			TestObservationRegistryAssert
				.assertThat((TestObservationRegistry) context.getBean(ObservationRegistry.class))
				.hasSingleObservationThat()
				.hasNameEqualTo("tasks.scheduled.execution")
				.hasLowCardinalityKeyValue("code.namespace", Reports.class.getCanonicalName());
		});
	}

	@Test
	void taskDecoratorsWrapExecutions() {
		AtomicInteger decorated = new AtomicInteger();
		this.runner.withBean(TaskDecorator.class, () -> (task) -> () -> {
			decorated.incrementAndGet();
			task.run();
		}).run((context) -> {
			runOnce(context.getBean(BackgroundJobs.class));
			assertThat(decorated).hasValue(1);
		});
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21)
	void executionsUseVirtualThreadsWhenTheApplicationDoes() {
		this.runner.withPropertyValues("spring.threads.virtual.enabled=true").run((context) -> {
			runOnce(context.getBean(BackgroundJobs.class));
			assertThat(context.getBean(Reports.class).thread.getClass().getSimpleName()).contains("Virtual");
		});
	}

	@Test
	void executionsUseDaemonThreadsNamedAfterTheJob() {
		this.runner.run((context) -> {
			runOnce(context.getBean(BackgroundJobs.class));
			assertThat(context.getBean(Reports.class).thread.isDaemon()).isTrue();
			assertThat(context.getBean(Reports.class).threadName).isEqualTo("job-nightly");
		});
	}

	@Test
	void lazyInitializationDoesNotHideJobs() {
		this.runner
			.withInitializer(
					(context) -> context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
			.run((context) -> {
				assertThat(context.getBeanFactory().containsSingleton("reports")).isTrue();
				assertThat(context.getBean(BackgroundJobs.class).list()).hasSize(1);
			});
	}

	@Test
	void jobsOfAPrototypeAreRefused() {
		this.bare
			.withBean("reports", Reports.class, Reports::new,
					(definition) -> definition.setScope(BeanDefinition.SCOPE_PROTOTYPE))
			.run((context) -> assertThatThrownBy(() -> context.getBean("reports"))
				.hasStackTraceContaining("'reports' (" + Reports.class.getName() + ") has @BackgroundJob methods")
				.hasRootCauseInstanceOf(InvalidJobException.class));
	}

	@Test
	void postProcessorMakesNoBeanEarly() {
		this.runner.withUserConfiguration(EarlyConfiguration.class)
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void propertiesWinOverTheAnnotationAndThatOverDefaults() {
		this.runner
			.withPropertyValues("worker-lifecycle.job-defaults.zone=Asia/Tokyo",
					"worker-lifecycle.job-defaults.stop-timeout=40s",
					"worker-lifecycle.job-defaults.description=from defaults",
					"worker-lifecycle.jobs.nightly.history-size=3")
			.run((context) -> {
				JobSnapshot job = job(context.getBean(BackgroundJobs.class));
				assertThat(job.trigger()).isEqualTo(new JobTrigger.Cron("0 0 3 * * *", ZoneId.of("Asia/Tokyo")));
				assertThat(job.settings().execution().stopTimeout()).isEqualTo(Duration.ofSeconds(40));
				assertThat(job.settings().watch().historySize()).isEqualTo(3);
				assertThat(job.settings().description()).isEqualTo("from the annotation");
			});
	}

	@Test
	void policiesOfClockChangesComeFromProperties() {
		this.runner.withPropertyValues("worker-lifecycle.job-defaults.zone=Asia/Tokyo",
				"worker-lifecycle.job-defaults.on-dst-gap=skip", "worker-lifecycle.jobs.nightly.on-dst-repeat=twice")
			.run((context) -> assertThat(job(context.getBean(BackgroundJobs.class)).trigger())
				.isEqualTo(new JobTrigger.Cron("0 0 3 * * *", ZoneId.of("Asia/Tokyo"), DstGap.SKIP, DstRepeat.TWICE)));
	}

	@Test
	void triggerInPropertiesReplacesThatOfTheAnnotation() {
		this.runner.withPropertyValues("worker-lifecycle.jobs.nightly.fixed-delay=5m")
			.run((context) -> assertThat(job(context.getBean(BackgroundJobs.class)).trigger())
				.isEqualTo(new JobTrigger.FixedDelay(Duration.ofMinutes(5))));
	}

	@Test
	void environmentVariableReachesTheJob() {
		this.runner
			.withInitializer((context) -> context.getEnvironment()
				.getPropertySources()
				.replace(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
						new SystemEnvironmentPropertySource(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
								Map.of("WORKERLIFECYCLE_JOBS_NIGHTLY_ENABLED", "false"))))
			.run((context) -> assertThat(job(context.getBean(BackgroundJobs.class)).enabled()).isFalse());
	}

	@Test
	void phaseMayLastAsLongAsTheLongestStopTimeout() {
		this.runner.withPropertyValues("worker-lifecycle.jobs.nightly.stop-timeout=40s").run((context) -> {
			context.getBean(JobsLifecycle.class).stop();
			assertThat(context.getBean("lifecycleProcessor")).extracting("timeoutsForShutdownPhases")
				.isEqualTo(Map.of(JobsLifecycle.PHASE, 43000L));
		});
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			worker-lifecycle.jobs.nightly.cron=0 9 * * *          | it has 5 fields
			worker-lifecycle.jobs.nightly.fixed-rate=10           | a duration needs a unit
			worker-lifecycle.jobs.nightly.stop-timeout=10         | a duration needs a unit
			worker-lifecycle.job-defaults.stop-timeout=10         | a duration needs a unit
			worker-lifecycle.jobs.nightly.zone=Nowhere            | there is no such time zone
			worker-lifecycle.jobs.nightly.enabled=perhaps         | worker-lifecycle.jobs.nightly.enabled
			worker-lifecycle.jobs.nightly.corn=0 0 9 * * *        | has an unknown key: 'corn'
			worker-lifecycle.jobs.nightlyy.cron=0 0 9 * * *       | is for 'nightlyy', which is not among the jobs
			worker-lifecycle.job-defaults.stop=10s                | has an unknown key: 'stop'
			worker-lifecycle.on-unknown-name=ignore               | worker-lifecycle.on-unknown-name
			""")
	void wrongPropertyKeepsTheApplicationFromStarting(String property, String message) {
		this.runner.withPropertyValues(property)
			.run((context) -> assertThat(context).getFailure()
				.hasStackTraceContaining(message)
				.hasStackTraceContaining(property.substring(0, property.indexOf('='))));
	}

	@Test
	void unknownNameMayBeAWarning() {
		this.runner.withPropertyValues("worker-lifecycle.jobs.nightlyy.cron=-", "worker-lifecycle.on-unknown-name=warn")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void twoJobsOfOneNameKeepTheApplicationFromStarting() {
		this.runner.withBean("others", Reports.class)
			.run((context) -> assertThat(context).getFailure()
				.hasStackTraceContaining("Two jobs have the name 'nightly'")
				.hasStackTraceContaining("bean 'others'"));
	}

	private static JobSnapshot job(BackgroundJobs jobs) {
		return jobs.find("nightly").orElseThrow();
	}

	private static void runOnce(BackgroundJobs jobs) {
		assertThat(jobs.trigger("nightly")).isInstanceOf(FiringResult.Accepted.class);
		await().untilAsserted(() -> assertThat(job(jobs).lastExecution()).isNotNull());
		await().untilAsserted(() -> assertThat(job(jobs).running()).isNull());
	}

	static class Reports {

		final AtomicInteger runs = new AtomicInteger();

		volatile Thread thread;

		volatile String threadName;

		@BackgroundJob(name = "nightly", cron = "0 0 3 * * *", description = "from the annotation")
		void run() {
			this.thread = Thread.currentThread();
			this.threadName = this.thread.getName();
			this.runs.incrementAndGet();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class EarlyConfiguration {

		@Bean
		static BeanFactoryPostProcessor nothingIsThereYet() {
			return (factory) -> factory.addBeanPostProcessor(new BeanPostProcessor() {
				@Override
				public Object postProcessBeforeInitialization(Object bean, String beanName) {
					if (bean instanceof BackgroundJobPostProcessor) {
						assertThat(factory.containsSingleton("workerLifecycleJobs")).isFalse();
						assertThat(factory.containsSingleton("workerLifecycleTimeSource")).isFalse();
					}
					return bean;
				}
			});
		}

	}

}
