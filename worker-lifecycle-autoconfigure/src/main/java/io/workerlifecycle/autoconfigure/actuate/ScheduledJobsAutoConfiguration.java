package io.workerlifecycle.autoconfigure.actuate;

import io.workerlifecycle.autoconfigure.job.BackgroundJobAutoConfiguration;
import io.workerlifecycle.job.BackgroundJobs;
import io.workerlifecycle.time.TimeSource;

import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.scheduling.ScheduledTasksEndpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration that shows jobs in Spring Boot's own endpoint
 * {@code scheduledtasks}.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = BackgroundJobAutoConfiguration.class)
@ConditionalOnClass({ ScheduledTasksEndpoint.class, ConditionalOnAvailableEndpoint.class })
@ConditionalOnBean(BackgroundJobs.class)
@ConditionalOnAvailableEndpoint(ScheduledTasksEndpoint.class)
public final class ScheduledJobsAutoConfiguration {

	@Bean
	JobScheduledTasks workerLifecycleScheduledTasks(BackgroundJobs jobs, TimeSource time) {
		return new JobScheduledTasks(jobs, time);
	}

}
