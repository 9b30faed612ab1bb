package io.workerlifecycle.autoconfigure.worker;

import java.util.concurrent.ThreadFactory;

import io.workerlifecycle.autoconfigure.process.ProcessAutoConfiguration;
import io.workerlifecycle.autoconfigure.properties.WorkerLifecycleProperties;
import io.workerlifecycle.thread.KeepAlive;
import io.workerlifecycle.time.TimeSource;
import io.workerlifecycle.worker.WorkerObserver;
import io.workerlifecycle.worker.WorkerSupervisor;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.thread.Threading;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.core.task.VirtualThreadTaskExecutor;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/**
 * Auto-configuration that turns {@link io.workerlifecycle.worker.Worker} beans into
 * workers.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = ProcessAutoConfiguration.class)
@ConditionalOnBooleanProperty(name = "worker-lifecycle.enabled", matchIfMissing = true)
public final class WorkerAutoConfiguration {

	@Bean
	WorkerSupervisor workers(TimeSource time, KeepAlive keepAlive, ApplicationContext context, Environment environment,
			ObjectProvider<WorkerObserver> observers) {
		return new WorkerSupervisor(time, threads(environment), keepAlive, context, observers.orderedStream().toList());
	}

	@Bean
	WorkerRegistration workerRegistration(ConfigurableListableBeanFactory beanFactory, WorkerSupervisor supervisor,
			WorkerLifecycleProperties properties, ApplicationContext context) {
		return new WorkerRegistration(beanFactory, supervisor, properties, context);
	}

	private static ThreadFactory threads(Environment environment) {
		if (Threading.VIRTUAL.isActive(environment)) {
			return new VirtualThreadTaskExecutor().getVirtualThreadFactory();
		}
		CustomizableThreadFactory platform = new CustomizableThreadFactory("worker-");
		platform.setDaemon(true);
		return platform;
	}

}
