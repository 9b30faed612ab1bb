package io.workerlifecycle.autoconfigure.worker;

import java.util.ArrayList;
import java.util.List;

import io.workerlifecycle.autoconfigure.process.ApplicationLogContext;
import io.workerlifecycle.autoconfigure.process.ProcessAutoConfiguration;
import io.workerlifecycle.autoconfigure.properties.WorkerLifecycleProperties;
import io.workerlifecycle.phase.PhaseTimeouts;
import io.workerlifecycle.shutdown.Shutdown;
import io.workerlifecycle.thread.KeepAlive;
import io.workerlifecycle.thread.SerialExecutor;
import io.workerlifecycle.time.TimeSource;
import io.workerlifecycle.worker.BeanWorkerHost;
import io.workerlifecycle.worker.SupervisorResources;
import io.workerlifecycle.worker.WorkerAudience;
import io.workerlifecycle.worker.WorkerLifecycleInterceptor;
import io.workerlifecycle.worker.WorkerObserver;
import io.workerlifecycle.worker.WorkerSupervisor;
import io.workerlifecycle.worker.Workers;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

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
	WorkerSupervisor workerLifecycleWorkers(ConfigurableApplicationContext context, WorkerSettingsSource settings,
			TimeSource time, KeepAlive keepAlive, Shutdown shutdown, PhaseTimeouts phases) {
		SupervisorResources resources = new SupervisorResources(time, WorkerThreads.of(context.getEnvironment()),
				keepAlive, shutdown, ApplicationLogContext.of(context));
		WorkerAudience audience = new WorkerAudience(context, observers(context),
				all(context, WorkerLifecycleInterceptor.class));
		return new WorkerSupervisor(resources, audience, new BeanWorkerHost(
				(DefaultListableBeanFactory) context.getAutowireCapableBeanFactory(), settings, phases));
	}

	@Bean
	WorkerSettingsSource workerLifecycleWorkerSettings(Environment environment, WorkerLifecycleProperties properties,
			ObjectProvider<WorkerKind> kinds) {
		return new WorkerSettingsSource(environment, properties.autoStartup(), kinds.orderedStream().toList());
	}

	@Bean
	WorkerRegistration workerLifecycleRegistration(ApplicationContext context, WorkerSupervisor supervisor,
			WorkerSettingsSource settings, WorkerLifecycleProperties properties) {
		return new WorkerRegistration(context, supervisor, settings, properties.onUnknownName());
	}

	@Bean
	WorkerReload workerLifecycleWorkerReload(WorkerSupervisor supervisor, WorkerRegistration registration,
			WorkerSettingsSource settings) {
		return new WorkerReload(supervisor, registration, settings);
	}

	@Bean
	@ConditionalOnProperty("worker-lifecycle.summary-interval")
	WorkerSummary workerLifecycleSummary(Workers workers, TimeSource time, WorkerLifecycleProperties properties) {
		return new WorkerSummary(workers, time, new SummaryInterval(properties.summaryInterval()).parse(),
				new SerialExecutor("worker-lifecycle-summary"));
	}

	/**
	 * All observers, and the actions of workers that give up. Those are no beans, so that
	 * each application acts on its own workers and not on those of child contexts.
	 */
	private static List<WorkerObserver> observers(ConfigurableApplicationContext context) {
		GiveUpLiveness liveness = new GiveUpLiveness(context, new SerialExecutor("worker-lifecycle-liveness"));
		GiveUpExit exit = new GiveUpExit(context, System::exit);
		context.addApplicationListener(liveness);
		context.addApplicationListener(exit);
		List<WorkerObserver> observers = new ArrayList<>(all(context, WorkerObserver.class));
		observers.add(liveness);
		observers.add(exit);
		return observers;
	}

	private static <T> List<T> all(ApplicationContext context, Class<T> type) {
		return context.getBeanProvider(type).orderedStream().toList();
	}

}
