package io.workerlifecycle.autoconfigure.job;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import io.micrometer.observation.ObservationRegistry;
import io.workerlifecycle.autoconfigure.process.ApplicationExit;
import io.workerlifecycle.autoconfigure.process.ApplicationLogContext;
import io.workerlifecycle.autoconfigure.process.Command;
import io.workerlifecycle.autoconfigure.process.ProcessAutoConfiguration;
import io.workerlifecycle.autoconfigure.properties.WorkerLifecycleProperties;
import io.workerlifecycle.job.BackgroundJobPostProcessor;
import io.workerlifecycle.job.DecoratorStep;
import io.workerlifecycle.job.ExecutionStep;
import io.workerlifecycle.job.InvalidJobException;
import io.workerlifecycle.job.JobAudience;
import io.workerlifecycle.job.JobObserver;
import io.workerlifecycle.job.JobRegistry;
import io.workerlifecycle.job.JobResources;
import io.workerlifecycle.job.JobThreads;
import io.workerlifecycle.job.JobsLifecycle;
import io.workerlifecycle.job.ObservationStep;
import io.workerlifecycle.phase.PhaseTimeouts;
import io.workerlifecycle.shutdown.Shutdown;
import io.workerlifecycle.thread.KeepAlive;
import io.workerlifecycle.time.TimeSource;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.LazyInitializationExcludeFilter;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.thread.Threading;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.task.TaskDecorator;

/**
 * Auto-configuration for jobs.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = ProcessAutoConfiguration.class)
@ConditionalOnBooleanProperty(name = "worker-lifecycle.enabled", matchIfMissing = true)
public final class BackgroundJobAutoConfiguration {

	@Bean
	static BackgroundJobPostProcessor workerLifecycleJobPostProcessor() {
		return new BackgroundJobPostProcessor();
	}

	@Bean
	static LazyInitializationExcludeFilter workerLifecycleJobLazyInitializationExcludeFilter() {
		return new JobBeanLazyInitializationExcludeFilter();
	}

	@Bean
	JobRegistry workerLifecycleJobs(ApplicationContext context, TimeSource time,
			ObjectProvider<TaskDecorator> decorators, ObjectProvider<ExecutionStep> steps,
			ObjectProvider<JobObserver> observers) {
		List<ExecutionStep> chain = Stream
			.concat(decorators.orderedStream().map(DecoratorStep::new), steps.orderedStream())
			.toList();
		JobAudience audience = new JobAudience(context, observers.orderedStream().toList(),
				ApplicationLogContext.of(context));
		Environment environment = context.getEnvironment();
		return JobStateConflictException.translated(() -> new JobRegistry(
				new JobResources(time, threads(environment), chain, audience, stateFile(environment)),
				new JobSettingsSource(environment)));
	}

	@Bean
	JobConfiguration workerLifecycleJobConfiguration(JobRegistry jobs, ConfigurableListableBeanFactory beans,
			Environment environment) {
		return new JobConfiguration(jobs, new DefinedJobs(beans), JobExecutorProperties.most(environment));
	}

	@Bean
	JobRegistrar workerLifecycleJobRegistrar(BackgroundJobPostProcessor found, JobConfiguration configuration,
			ConfigurableEnvironment environment) {
		return new JobRegistrar(found, configuration, environment);
	}

	@Bean
	JobsLifecycle workerLifecycleJobsLifecycle(JobRegistry jobs, TimeSource time, KeepAlive keepAlive,
			WorkerLifecycleProperties properties, PhaseTimeouts phases, Shutdown shutdown) {
		return new JobsLifecycle(jobs, time, keepAlive,
				new JobsLifecycle.Startup(properties.autoStartup(), phases, shutdown));
	}

	@Bean
	ScheduleReport workerLifecycleScheduleReport(JobRegistry jobs, TimeSource time,
			WorkerLifecycleProperties properties) {
		String title = "Schedules of jobs" + (properties.autoStartup() ? "" : ", which do not start by themselves");
		return new ScheduleReport(title, jobs, time, TriggerOrigin::of);
	}

	/** After the registrar, so that all jobs are known when it looks for its own. */
	@Bean
	CommandedRun workerLifecycleCommandedRun(ApplicationContext context, ObjectProvider<ApplicationArguments> arguments,
			JobRegistry jobs, KeepAlive keepAlive) {
		ApplicationArguments given = arguments.getIfAvailable();
		Command command = (given != null) ? Command.of(given.getSourceArgs()) : new Command.Foreground();
		return new CommandedRun(command, jobs, keepAlive, new ApplicationExit(context, System::exit));
	}

	private static @Nullable Path stateFile(Environment environment) {
		String path = environment.getProperty("worker-lifecycle.job-state-file", "");
		try {
			return path.isBlank() ? null : Path.of(path.strip());
		}
		catch (InvalidPathException ex) {
			throw new InvalidJobException("worker-lifecycle.job-state-file is no path: " + ex.getReason() + ".",
					"Set it to a path such as /var/lib/orders/jobs.state.");
		}
	}

	private static JobThreads threads(Environment environment) {
		int most = JobExecutorProperties.most(environment);
		return Threading.VIRTUAL.isActive(environment) ? JobThreads.virtual(most) : JobThreads.platform(most);
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(ObservationRegistry.class)
	static class ObservationConfiguration {

		@Bean
		ExecutionStep workerLifecycleJobObservation(ObjectProvider<ObservationRegistry> registry) {
			return new ObservationStep(registry.getIfUnique(() -> ObservationRegistry.NOOP));
		}

	}

}
