package io.workerlifecycle.autoconfigure.actuate;

import io.workerlifecycle.autoconfigure.job.BackgroundJobAutoConfiguration;
import io.workerlifecycle.autoconfigure.message.MessageFlows;
import io.workerlifecycle.autoconfigure.reload.PropertyMask;
import io.workerlifecycle.autoconfigure.reload.ReloadAutoConfiguration;
import io.workerlifecycle.autoconfigure.worker.WorkerAutoConfiguration;
import io.workerlifecycle.job.BackgroundJobs;
import io.workerlifecycle.reload.Reloads;
import io.workerlifecycle.time.TimeSource;
import io.workerlifecycle.worker.Workers;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration for the endpoints {@code workers}, {@code backgroundjobs} and
 * {@code reload}.
 *
 * @since 0.1.0
 */
@AutoConfiguration(
		after = { WorkerAutoConfiguration.class, BackgroundJobAutoConfiguration.class, ReloadAutoConfiguration.class })
@ConditionalOnBooleanProperty(name = "worker-lifecycle.enabled", matchIfMissing = true)
@ConditionalOnClass({ Endpoint.class, ConditionalOnAvailableEndpoint.class })
public final class WorkerEndpointsAutoConfiguration {

	@Bean
	@ConditionalOnBean(Workers.class)
	@ConditionalOnAvailableEndpoint
	WorkersEndpoint workerLifecycleWorkersEndpoint(Workers workers, ObjectProvider<MessageFlows> flows,
			ObjectProvider<ListenerContainers> listeners, TimeSource time, ApplicationEventPublisher publisher) {
		WorkerViews views = new WorkerViews(new FlowLookup(flows), time);
		CommandAudit audit = new CommandAudit(publisher, time);
		return new WorkersEndpoint(workers, new WorkerCommands(workers, audit, views), views,
				new ListenerCommands(listeners.getIfAvailable(() -> ListenerContainers.none(workers)), audit));
	}

	@Bean
	@ConditionalOnBean(BackgroundJobs.class)
	@ConditionalOnAvailableEndpoint
	BackgroundJobsEndpoint workerLifecycleJobsEndpoint(BackgroundJobs jobs, TimeSource time,
			ApplicationEventPublisher publisher) {
		return new BackgroundJobsEndpoint(jobs, new JobCommands(jobs, new CommandAudit(publisher, time)));
	}

	@Bean
	@ConditionalOnBean(Reloads.class)
	@ConditionalOnAvailableEndpoint
	ReloadEndpoint workerLifecycleReloadEndpoint(Reloads reloads, TimeSource time,
			ApplicationEventPublisher publisher) {
		return new ReloadEndpoint(reloads, new CommandAudit(publisher, time));
	}

	@Bean
	@ConditionalOnMissingBean(PropertyMask.class)
	SanitizingMask workerLifecycleSanitizingMask(ObjectProvider<SanitizingFunction> functions) {
		return new SanitizingMask(functions.orderedStream().toList());
	}

}
