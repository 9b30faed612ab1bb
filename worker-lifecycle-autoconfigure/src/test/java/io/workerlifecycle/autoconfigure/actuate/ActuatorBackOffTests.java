package io.workerlifecycle.autoconfigure.actuate;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.workerlifecycle.autoconfigure.job.BackgroundJobAutoConfiguration;
import io.workerlifecycle.autoconfigure.process.ProcessAutoConfiguration;
import io.workerlifecycle.autoconfigure.worker.LoopWorker;
import io.workerlifecycle.autoconfigure.worker.WorkerAutoConfiguration;
import io.workerlifecycle.worker.Workers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.availability.ApplicationAvailabilityAutoConfiguration;
import org.springframework.boot.autoconfigure.context.LifecycleAutoConfiguration;
import org.springframework.boot.health.autoconfigure.application.AvailabilityHealthContributorAutoConfiguration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which beans there are for Actuator, and which are not.
 */
@Timeout(60)
class ActuatorBackOffTests {

	private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ProcessAutoConfiguration.class, WorkerAutoConfiguration.class,
				BackgroundJobAutoConfiguration.class, LifecycleAutoConfiguration.class,
				WorkerHealthAutoConfiguration.class, WorkerEndpointsAutoConfiguration.class,
				WorkerMetricsAutoConfiguration.class, ScheduledJobsAutoConfiguration.class,
				ApplicationAvailabilityAutoConfiguration.class, AvailabilityHealthContributorAutoConfiguration.class))
		.withBean("loop", LoopWorker.class)
		.withBean(MeterRegistry.class, SimpleMeterRegistry::new)
		.withPropertyValues("management.endpoints.web.exposure.include=*");

	@Test
	void everythingIsThere() {
		this.runner.run((context) -> assertThat(context).hasSingleBean(WorkersHealthIndicator.class)
			.hasSingleBean(BackgroundJobsHealthIndicator.class)
			.hasSingleBean(WorkersReadinessStateHealthIndicator.class)
			.hasSingleBean(WorkersEndpoint.class)
			.hasSingleBean(BackgroundJobsEndpoint.class)
			.hasSingleBean(WorkerMetrics.class)
			.hasSingleBean(JobMetrics.class)
			.hasSingleBean(JobScheduledTasks.class));
	}

	@Test
	void withoutTheHealthLibraryThereIsNoHealth() {
		this.runner.withClassLoader(new FilteredClassLoader("org.springframework.boot.health"))
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(Workers.class)
				.hasSingleBean(WorkersEndpoint.class)
				.doesNotHaveBean(WorkersHealthIndicator.class)
				.doesNotHaveBean(BackgroundJobsHealthIndicator.class)
				.doesNotHaveBean("readinessStateHealthIndicator"));
	}

	@Test
	void withoutMicrometerThereAreNoMeters() {
		new WebApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(ProcessAutoConfiguration.class, WorkerAutoConfiguration.class,
					BackgroundJobAutoConfiguration.class, WorkerMetricsAutoConfiguration.class))
			.withBean("loop", LoopWorker.class)
			.withClassLoader(new FilteredClassLoader("io.micrometer"))
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(Workers.class)
				.doesNotHaveBean(WorkerMetrics.class)
				.doesNotHaveBean(JobMetrics.class));
	}

	@Test
	void withoutARegistryThereAreNoMeters() {
		new WebApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(ProcessAutoConfiguration.class, WorkerAutoConfiguration.class,
					BackgroundJobAutoConfiguration.class, WorkerMetricsAutoConfiguration.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(WorkerMetrics.class));
	}

	@ParameterizedTest
	@ValueSource(strings = { "management.health.workers.enabled=false", "management.health.defaults.enabled=false" })
	void healthOfWorkersCanBeSwitchedOff(String property) {
		this.runner.withPropertyValues(property)
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(WorkersHealthIndicator.class));
	}

	@ParameterizedTest
	@ValueSource(strings = { "management.health.background-jobs.enabled=false",
			"management.health.backgroundjobs.enabled=false", "management.health.backgroundJobs.enabled=false" })
	void healthOfJobsCanBeSwitchedOff(String property) {
		this.runner.withPropertyValues(property)
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(WorkersHealthIndicator.class)
				.doesNotHaveBean(BackgroundJobsHealthIndicator.class));
	}

	@Test
	void healthIndicatorOfTheUserWins() {
		HealthIndicator own = () -> Health.up().build();
		this.runner.withBean("workersHealthIndicator", HealthIndicator.class, () -> own)
			.run((context) -> assertThat(context).doesNotHaveBean(WorkersHealthIndicator.class)
				.getBean("workersHealthIndicator")
				.isSameAs(own));
	}

	@Test
	void withoutProbesThereIsNoReadinessOfOurs() {
		this.runner.withPropertyValues("management.endpoint.health.probes.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(WorkersReadinessStateHealthIndicator.class));
	}

	@Test
	void endpointsThatAreNotExposedAreNotThere() {
		this.runner.withPropertyValues("management.endpoints.web.exposure.include=health")
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(WorkersEndpoint.class)
				.doesNotHaveBean(BackgroundJobsEndpoint.class)
				.doesNotHaveBean(JobScheduledTasks.class));
	}

	@Test
	void endpointWithoutAccessIsNotThere() {
		this.runner.withPropertyValues("management.endpoint.workers.access=NONE")
			.run((context) -> assertThat(context).doesNotHaveBean(WorkersEndpoint.class)
				.hasSingleBean(BackgroundJobsEndpoint.class));
	}

	@Test
	void metersOfWorkersLetBootCloseItsRegistriesLate() {
		this.runner.withConfiguration(AutoConfigurations.of(MetricsAutoConfiguration.class))
			.run((context) -> assertThat(context).hasNotFailed()
				.getBean("meterRegistryCloser")
				.isInstanceOf(LateRegistryCloser.class));
	}

	@Test
	void withoutOurMetersBootClosesItsRegistriesAsItDoes() {
		this.runner.withConfiguration(AutoConfigurations.of(MetricsAutoConfiguration.class))
			.withPropertyValues("worker-lifecycle.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed()
				.hasBean("meterRegistryCloser")
				.doesNotHaveBean(LateRegistryCloser.class));
	}

	@ParameterizedTest
	@ValueSource(strings = { "management.endpoints.web.exposure.include=workers",
			"management.endpoints.jmx.exposure.include=workers" })
	void endpointThatIsExposedSomewhereIsThere(String property) {
		new WebApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(ProcessAutoConfiguration.class, WorkerAutoConfiguration.class,
					WorkerEndpointsAutoConfiguration.class))
			.withPropertyValues("spring.jmx.enabled=true", property)
			.run((context) -> assertThat(context).hasNotFailed().hasSingleBean(WorkersEndpoint.class));
	}

}
