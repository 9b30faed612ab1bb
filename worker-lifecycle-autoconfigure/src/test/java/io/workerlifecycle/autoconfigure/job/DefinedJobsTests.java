package io.workerlifecycle.autoconfigure.job;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import io.workerlifecycle.autoconfigure.process.ProcessAutoConfiguration;
import io.workerlifecycle.job.BackgroundJob;
import io.workerlifecycle.job.BackgroundJobs;
import io.workerlifecycle.job.JobContext;
import io.workerlifecycle.job.JobSnapshot;
import io.workerlifecycle.job.JobTrigger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.aop.MethodBeforeAdvice;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@Timeout(60)
class DefinedJobsTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ProcessAutoConfiguration.class, BackgroundJobAutoConfiguration.class))
		.withBean("reports", Reports.class);

	@Test
	void beanAndMethodInPropertiesMakeAJob() {
		with("""
				jobs.nightly-report:
				  bean: reports
				  method: nightly
				  fixed-rate: 5ms
				""").run((context) -> {
			AtomicInteger runs = context.getBean(Reports.class).runs;
			await().untilAsserted(() -> assertThat(runs).hasValueGreaterThan(2));
			JobSnapshot job = context.getBean(BackgroundJobs.class).find("nightly-report").orElseThrow();
			assertThat(job.target()).isEqualTo(Reports.class.getName() + ".nightly");
			assertThat(job.origins()).containsEntry("fixed-rate",
					"property 'worker-lifecycle.jobs.nightly-report.fixed-rate' (application.yml - 5:17)");
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "cron: '0 0 3 * * *'", "fixed-delay: 1h", "at: '2100-01-01T00:00:00Z'", "cron: '-'" })
	void anyTriggerMayBeAmongItsKeys(String trigger) {
		with("jobs.nightly: { bean: reports, method: nightly, " + trigger + ", enabled: false }")
			.run((context) -> assertThat(context.getBean(BackgroundJobs.class).list()).hasSize(1));
	}

	@Test
	void methodMayTakeTheContextOfTheJob() {
		with("jobs.weekly: { bean: reports, method: weekly, fixed-rate: 5ms }").run((context) -> await()
			.untilAsserted(() -> assertThat(context.getBean(Reports.class).name).isEqualTo("weekly")));
	}

	@Test
	void jobRunsThroughTheProxyOfItsBean() {
		AtomicInteger advised = new AtomicInteger();
		ProxyFactory factory = new ProxyFactory(new Reports());
		factory.setProxyTargetClass(true);
		factory.addAdvice((MethodBeforeAdvice) (method, arguments, target) -> advised.incrementAndGet());
		with("jobs.nightly: { bean: advised, method: nightly, fixed-rate: 5ms }")
			.withBean("advised", Reports.class, () -> (Reports) factory.getProxy())
			.run((context) -> await().untilAsserted(() -> assertThat(advised).hasPositiveValue()));
	}

	@Test
	void lazyBeanIsMadeForItsJob() {
		with("jobs.nightly: { bean: reports, method: nightly, fixed-rate: 1h }")
			.withInitializer(
					(context) -> context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
			.run((context) -> assertThat(context.getBeanFactory().containsSingleton("reports")).isTrue());
	}

	@Test
	void environmentVariablesDefineAJobToo() {
		this.runner
			.withInitializer((context) -> context.getEnvironment()
				.getPropertySources()
				.replace(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
						new SystemEnvironmentPropertySource(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
								Map.of("WORKERLIFECYCLE_JOBS_NIGHTLY_BEAN", "reports",
										"WORKERLIFECYCLE_JOBS_NIGHTLY_METHOD", "nightly",
										"WORKERLIFECYCLE_JOBS_NIGHTLY_FIXEDRATE", "1h"))))
			.run((context) -> assertThat(context.getBean(BackgroundJobs.class).list()).singleElement()
				.extracting(JobSnapshot::name)
				.isEqualTo("nightly"));
	}

	@Test
	void nameIsWrittenAsTheClearestPropertyHasIt() {
		with("""
				jobs.nightlyreport.bean: reports
				jobs.nightly-report.method: nightly
				jobs.nightly-report.fixed-rate: 1h
				""").run((context) -> assertThat(context.getBean(BackgroundJobs.class).list()).singleElement()
			.extracting(JobSnapshot::name)
			.isEqualTo("nightly-report"));
	}

	@Test
	void defaultsCountForItToo() {
		with("""
				job-defaults: { fixed-rate: 1h, enabled: false }
				jobs.nightly: { bean: reports, method: nightly }
				""").run((context) -> {
			JobSnapshot job = context.getBean(BackgroundJobs.class).find("nightly").orElseThrow();
			assertThat(job.trigger()).isInstanceOf(JobTrigger.FixedRate.class);
			assertThat(job.enabled()).isFalse();
		});
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					{ bean: reprots, method: nightly, cron: '-' }  | has the bean 'reprots', from property 'worker-lifecycle.jobs.nightly.bean' (application.yml - 3:11), but the application has no bean | Similar names: reports.
					{ bean: reports, method: nightyl, cron: '-' }  | has the method 'nightyl', from property 'worker-lifecycle.jobs.nightly.method' (application.yml - 4:13), but the bean 'reports'      | Write one of nightly, weekly.
					{ bean: reports, cron: '-' }                   | has a bean, from property 'worker-lifecycle.jobs.nightly.bean'                                                               | Add worker-lifecycle.jobs.nightly.method
					{ method: nightly, cron: '-' }                 | has a method, from property 'worker-lifecycle.jobs.nightly.method'                                                           | Add worker-lifecycle.jobs.nightly.bean
					{ bean: scoped, method: nightly, cron: '-' }   | is a prototype                                                                                                               | Make the bean a singleton
					{ bean: reports, method: valued, cron: '-' }   | cannot be a job: it returns int                                                                                              | Return void
					{ bean: reports, method: nightly }             | has no trigger                                                                                                               | Set exactly one
					{ bean: declared, method: run }                | Two jobs have the name 'nightly'                                                                                             | Remove bean and method from the properties
					""")
	void definitionThatCannotBeIsAnErrorThatSaysWhereAndHow(String job, String description, String action) {
		String lines = job.substring(1, job.length() - 1).strip().replace(", ", "\n  ");
		ApplicationContextRunner failing = with("jobs.nightly:\n  " + lines).withBean("scoped", Reports.class,
				Reports::new, (definition) -> definition.setScope(BeanDefinition.SCOPE_PROTOTYPE));
		(job.contains("declared") ? failing.withBean("declared", Declared.class) : failing)
			.run((context) -> assertThat(context).getFailure().satisfies((failure) -> {
				var analysis = new InvalidJobFailureAnalyzer().analyze(failure);
				assertThat(analysis.getDescription()).contains(description);
				assertThat(analysis.getAction()).contains(action);
			}));
	}

	@Test
	void nameThatNoJobCanHaveIsAnError() {
		with("\"jobs[a.b]\": { bean: reports, method: nightly, cron: '-' }")
			.run((context) -> assertThat(context).getFailure().hasMessageContaining("no job can be called so"));
	}

	@Test
	void defaultsHaveNeitherBeanNorMethod() {
		with("job-defaults.bean: reports").run((context) -> assertThat(context).getFailure()
			.hasMessageContaining("worker-lifecycle.job-defaults.bean")
			.hasMessageContaining("has an unknown key: 'bean'"));
	}

	private ApplicationContextRunner with(String yaml) {
		return this.runner.withInitializer((context) -> Yaml.add(context.getEnvironment(), yaml));
	}

	static class Reports {

		final AtomicInteger runs = new AtomicInteger();

		volatile String name;

		void nightly() {
			this.runs.incrementAndGet();
		}

		void weekly(JobContext context) {
			this.name = context.jobName();
		}

		int valued() {
			return 1;
		}

	}

	static class Declared {

		@BackgroundJob(name = "nightly", cron = "-")
		void run() {
		}

	}

}
