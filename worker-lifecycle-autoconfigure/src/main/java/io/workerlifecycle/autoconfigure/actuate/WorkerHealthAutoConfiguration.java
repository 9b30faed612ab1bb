package io.workerlifecycle.autoconfigure.actuate;

import io.workerlifecycle.autoconfigure.job.BackgroundJobAutoConfiguration;
import io.workerlifecycle.autoconfigure.message.MessageFlows;
import io.workerlifecycle.autoconfigure.worker.WorkerAutoConfiguration;
import io.workerlifecycle.job.BackgroundJobs;
import io.workerlifecycle.time.TimeSource;
import io.workerlifecycle.worker.Workers;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.health.application.ReadinessStateHealthIndicator;
import org.springframework.boot.health.autoconfigure.application.AvailabilityHealthContributorAutoConfiguration;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;

/**
 * Auto-configuration for the health of workers and jobs, and for readiness.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = { WorkerAutoConfiguration.class, BackgroundJobAutoConfiguration.class },
		before = AvailabilityHealthContributorAutoConfiguration.class)
@ConditionalOnBooleanProperty(name = "worker-lifecycle.enabled", matchIfMissing = true)
@ConditionalOnClass({ HealthIndicator.class, ReadinessStateHealthIndicator.class })
public final class WorkerHealthAutoConfiguration {

	@Bean
	@ConditionalOnBean(Workers.class)
	@ConditionalOnEnabledHealthIndicator("workers")
	@ConditionalOnMissingBean(name = "workersHealthIndicator")
	WorkersHealthIndicator workersHealthIndicator(Workers workers, ObjectProvider<MessageFlows> flows,
			ObjectProvider<ListenerContainers> listeners, TimeSource time) {
		return new WorkersHealthIndicator(workers, new FlowLookup(flows),
				listeners.getIfAvailable(() -> ListenerContainers.none(workers)), time);
	}

	@Bean
	@ConditionalOnBean(BackgroundJobs.class)
	@ConditionalOnEnabledHealthIndicator("background-jobs")
	@ConditionalOnMissingBean(name = "backgroundJobsHealthIndicator")
	BackgroundJobsHealthIndicator backgroundJobsHealthIndicator(BackgroundJobs jobs) {
		return new BackgroundJobsHealthIndicator(jobs);
	}

	@Bean
	@ConditionalOnBean(Workers.class)
	@ConditionalOnMissingBean(name = "readinessStateHealthIndicator")
	@Conditional(ReadinessIndicatorWanted.class)
	WorkersReadinessStateHealthIndicator readinessStateHealthIndicator(ApplicationAvailability availability,
			Workers workers) {
		return new WorkersReadinessStateHealthIndicator(availability, workers);
	}

}
