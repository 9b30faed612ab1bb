package io.workerlifecycle.autoconfigure.worker;

import java.time.Duration;

import io.workerlifecycle.autoconfigure.properties.UnknownNamePolicy;
import io.workerlifecycle.autoconfigure.properties.WorkerLifecycleProperties;
import io.workerlifecycle.worker.WorkerRegistrar;
import io.workerlifecycle.worker.WorkerSupervisor;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;

/**
 * Registers the workers of a context with their settings when all singletons are there,
 * looks for properties of workers that are not, and tells the supervisor when this
 * context closes. The close of any other context is not its business.
 */
final class WorkerRegistration implements SmartInitializingSingleton, ApplicationListener<ContextClosedEvent> {

	/** Spring Boot's own limit, where nothing is configured. */
	private static final Duration PHASE_TIMEOUT = Duration.ofSeconds(30);

	private final WorkerSupervisor supervisor;

	private final ApplicationContext context;

	private final WorkerSettingsSource settings;

	private final WorkerRegistrar registrar;

	private final UnknownNamePolicy policy;

	WorkerRegistration(ConfigurableListableBeanFactory beanFactory, WorkerSupervisor supervisor,
			WorkerLifecycleProperties properties, ApplicationContext context) {
		this.supervisor = supervisor;
		this.context = context;
		this.policy = properties.onUnknownName();
		this.settings = new WorkerSettingsSource(context.getEnvironment(), properties.autoStartup());
		Duration phaseTimeout = context.getEnvironment()
			.getProperty("spring.lifecycle.timeout-per-shutdown-phase", Duration.class, PHASE_TIMEOUT);
		this.registrar = new WorkerRegistrar(beanFactory, supervisor, this.settings, phaseTimeout);
	}

	@Override
	public void afterSingletonsInstantiated() {
		this.registrar.afterSingletonsInstantiated();
		this.settings.reportUnknown(this.registrar.names(), this.policy);
	}

	@Override
	public void onApplicationEvent(ContextClosedEvent event) {
		if (event.getApplicationContext() == this.context) {
			this.supervisor.applicationCloses();
		}
	}

}
