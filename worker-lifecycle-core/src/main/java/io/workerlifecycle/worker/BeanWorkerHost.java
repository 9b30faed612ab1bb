package io.workerlifecycle.worker;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.workerlifecycle.name.RelaxedName;
import io.workerlifecycle.phase.PhaseTimeouts;

import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.core.annotation.AnnotationUtils;

/**
 * An application context where workers live. Each gets its life cycle as the singleton
 * {@code workerLifecycle.<name>}, which depends on those that it starts after; and its
 * phase gets the time that a stop may take.
 *
 * @since 0.1.0
 */
public final class BeanWorkerHost implements WorkerHost {

	private final DefaultListableBeanFactory beanFactory;

	private final WorkerSettingsResolver resolver;

	private final StopChains chains;

	private final Map<RelaxedName, String> beanNames = new ConcurrentHashMap<>();

	/**
	 * Creates a host.
	 * @param beanFactory the beans of the context
	 * @param resolver decides how each worker is run
	 * @param phases where the workers' phases get their time to stop
	 */
	public BeanWorkerHost(DefaultListableBeanFactory beanFactory, WorkerSettingsResolver resolver,
			PhaseTimeouts phases) {
		this.beanFactory = beanFactory;
		this.resolver = resolver;
		this.chains = new StopChains(phases);
	}

	@Override
	public WorkerDefinition define(String name, Worker worker) {
		Class<?> type = AopUtils.getTargetClass(worker);
		return WorkerDefinition.of(name, worker, AnnotationUtils.findAnnotation(type, BackgroundWorker.class),
				this.resolver);
	}

	@Override
	public void registered(WorkerDefinition definition, WorkerLifecycle lifecycle) {
		String name = beanName(definition.name());
		this.beanFactory.registerSingleton(name, lifecycle);
		this.beanNames.put(RelaxedName.of(definition.name()), name);
		for (String after : definition.settings().order().after()) {
			// By its own name, however the other spells it.
			String needed = this.beanNames.get(RelaxedName.of(after));
			if (needed != null) {
				this.beanFactory.registerDependentBean(needed, name);
			}
		}
		this.chains.add(definition);
	}

	@Override
	public void reconfigured(Collection<WorkerDefinition> definitions) {
		this.chains.change(definitions);
	}

	@Override
	public void removed(String name) {
		String bean = this.beanNames.remove(RelaxedName.of(name));
		if (bean != null) {
			this.beanFactory.destroySingleton(bean);
		}
	}

	static String beanName(String name) {
		return "workerLifecycle." + name;
	}

}
