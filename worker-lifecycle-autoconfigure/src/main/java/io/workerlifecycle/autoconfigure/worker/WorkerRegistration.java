package io.workerlifecycle.autoconfigure.worker;

import java.util.List;

import io.workerlifecycle.autoconfigure.properties.UnknownNamePolicy;
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

	private final WorkerSupervisor supervisor;

	private final ApplicationContext context;

	private final WorkerSettingsSource settings;

	private final WorkerRegistrar registrar;

	private final UnknownNamePolicy policy;

	WorkerRegistration(ApplicationContext context, WorkerSupervisor supervisor, WorkerSettingsSource settings,
			UnknownNamePolicy policy) {
		this.supervisor = supervisor;
		this.context = context;
		this.policy = policy;
		this.settings = settings;
		this.registrar = new WorkerRegistrar((ConfigurableListableBeanFactory) context.getAutowireCapableBeanFactory(),
				supervisor, settings, List.copyOf(settings.kinds()));
	}

	@Override
	public void afterSingletonsInstantiated() {
		this.registrar.afterSingletonsInstantiated();
		this.settings.reportUnknown(this.registrar.names(), this.policy);
	}

	/** The names of the workers that are beans. */
	List<String> names() {
		return this.registrar.names();
	}

	@Override
	public void onApplicationEvent(ContextClosedEvent event) {
		if (event.getApplicationContext() == this.context) {
			this.supervisor.applicationCloses();
		}
	}

}
