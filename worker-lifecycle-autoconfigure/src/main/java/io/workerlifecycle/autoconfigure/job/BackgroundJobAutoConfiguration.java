package io.workerlifecycle.autoconfigure.job;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import io.micrometer.observation.ObservationRegistry;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.LazyInitializationExcludeFilter;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.context.LifecycleProperties;
import org.springframework.boot.thread.Threading;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.task.TaskDecorator;

import io.workerlifecycle.autoconfigure.process.ProcessAutoConfiguration;
import io.workerlifecycle.autoconfigure.properties.WorkerLifecycleProperties;
import io.workerlifecycle.job.BackgroundJobPostProcessor;
import io.workerlifecycle.job.DecoratorStep;
import io.workerlifecycle.job.ExecutionStep;
import io.workerlifecycle.job.JobObserver;
import io.workerlifecycle.job.JobRegistry;
import io.workerlifecycle.job.JobThreads;
import io.workerlifecycle.job.JobsLifecycle;
import io.workerlifecycle.job.ObservationStep;
import io.workerlifecycle.thread.KeepAlive;
import io.workerlifecycle.time.TimeSource;

/**
 * Auto-configuration for jobs.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = ProcessAutoConfiguration.class)
@ConditionalOnBooleanProperty(name = "worker-lifecycle.enabled", matchIfMissing = true)
public final class BackgroundJobAutoConfiguration {

	/** Spring Boot's own, for a context without its lifecycle auto-configuration. */
	private static final Duration PHASE_TIMEOUT = Duration.ofSeconds(30);

	@Bean
	static BackgroundJobPostProcessor backgroundJobPostProcessor() {
		return new BackgroundJobPostProcessor();
	}

	@Bean
	static LazyInitializationExcludeFilter backgroundJobLazyInitializationExcludeFilter() {
		return new JobBeanLazyInitializationExcludeFilter();
	}

	@Bean
	JobRegistry backgroundJobs(TimeSource time, Environment environment, ObjectProvider<TaskDecorator> decorators,
			ObjectProvider<ExecutionStep> steps, ObjectProvider<JobObserver> observers,
			ApplicationEventPublisher publisher) {
		List<ExecutionStep> chain = Stream
			.concat(decorators.orderedStream().map(DecoratorStep::new), steps.orderedStream())
			.toList();
		JobThreads threads = Threading.VIRTUAL.isActive(environment) ? JobThreads.virtual() : JobThreads.platform();
		return new JobRegistry(time, threads, chain, observers.orderedStream().toList(), publisher);
	}

	@Bean
	JobRegistrar backgroundJobRegistrar(BackgroundJobPostProcessor found, JobRegistry jobs, Environment environment,
			WorkerLifecycleProperties properties) {
		return new JobRegistrar(found, jobs, environment, properties.onUnknownName());
	}

	@Bean
	JobsLifecycle backgroundJobsLifecycle(JobRegistry jobs, TimeSource time, KeepAlive keepAlive,
			WorkerLifecycleProperties properties, ObjectProvider<LifecycleProperties> lifecycle) {
		LifecycleProperties limits = lifecycle.getIfAvailable();
		Duration phaseTimeout = (limits != null) ? limits.getTimeoutPerShutdownPhase() : PHASE_TIMEOUT;
		return new JobsLifecycle(jobs, time, keepAlive,
				new JobsLifecycle.Startup(properties.autoStartup(), phaseTimeout));
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(ObservationRegistry.class)
	static class ObservationConfiguration {

		@Bean
		ExecutionStep backgroundJobObservation(ObjectProvider<ObservationRegistry> registry) {
			return new ObservationStep(registry.getIfUnique(() -> ObservationRegistry.NOOP));
		}

	}

}
