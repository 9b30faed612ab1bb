package io.workerlifecycle.worker;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.workerlifecycle.name.RelaxedName;

import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.Lifecycle;

/**
 * Finds the worker beans of its own context when all singletons are there, and hands them
 * to a supervisor, in an order in which each comes after those that it starts after.
 *
 * @since 0.1.0
 */
public final class WorkerRegistrar implements SmartInitializingSingleton {

	private final ConfigurableListableBeanFactory beanFactory;

	private final WorkerSupervisor supervisor;

	private final WorkerSettingsResolver resolver;

	private final List<String> names = new ArrayList<>();

	/**
	 * Creates a registrar.
	 * @param beanFactory where the workers are
	 * @param supervisor who takes them
	 * @param resolver decides how each is run
	 */
	public WorkerRegistrar(ConfigurableListableBeanFactory beanFactory, WorkerSupervisor supervisor,
			WorkerSettingsResolver resolver) {
		this.beanFactory = beanFactory;
		this.supervisor = supervisor;
		this.resolver = resolver;
	}

	@Override
	public void afterSingletonsInstantiated() {
		Map<WorkerDefinition, String> beanNames = new LinkedHashMap<>();
		for (String beanName : this.beanFactory.getBeanNamesForType(WorkerHooks.class, false, true)) {
			if (this.beanFactory.getBean(beanName) instanceof WorkerHooks hooks) {
				beanNames.put(definition(beanName, checked(beanName, hooks)), beanName);
			}
		}
		this.supervisor.register(beanNames.keySet());
		beanNames.forEach((definition, beanName) -> {
			this.beanFactory.registerDependentBean(beanName, BeanWorkerHost.beanName(definition.name()));
			this.names.add(definition.name());
		});
	}

	/**
	 * The names of the workers found.
	 * @return the names, once all singletons are there
	 */
	public List<String> names() {
		return List.copyOf(this.names);
	}

	private WorkerDefinition definition(String beanName, Worker worker) {
		BackgroundWorker annotation = this.beanFactory.findAnnotationOnBean(beanName, BackgroundWorker.class);
		String name = (annotation != null && !annotation.name().isEmpty()) ? annotation.name()
				: RelaxedName.legalPart(beanName);
		if (!RelaxedName.isLegal(name)) {
			// Before anybody asks for properties of that name, which cannot be either.
			throw InvalidWorkerException.name(name, worker);
		}
		return WorkerDefinition.of(name, worker, annotation, this.resolver);
	}

	private static Worker checked(String beanName, WorkerHooks hooks) {
		Class<?> type = AopUtils.getTargetClass(hooks);
		if (!(hooks instanceof Worker worker)) {
			throw InvalidWorkerException.onlyHooks(beanName, type);
		}
		if (hooks instanceof Lifecycle) {
			throw InvalidWorkerException.lifecycle(beanName, type);
		}
		return worker;
	}

}
