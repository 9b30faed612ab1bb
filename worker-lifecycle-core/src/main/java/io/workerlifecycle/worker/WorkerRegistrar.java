package io.workerlifecycle.worker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.workerlifecycle.name.RelaxedName;
import io.workerlifecycle.phase.PhaseTimeouts;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.Lifecycle;

/**
 * Finds the worker beans of its own context when all singletons are there, and gives each
 * a life cycle of its own, as the singleton {@code workerLifecycle.<name>}. It also gives
 * the phases of the workers the time that their stop may take, which is more than
 * Spring's limit if somebody configured so.
 *
 * @since 0.1.0
 */
public final class WorkerRegistrar implements SmartInitializingSingleton {

	/**
	 * What a stop takes besides the stop-timeout: the grace after the interrupt, and the
	 * way of the callback.
	 */
	private static final Duration STOP_MARGIN = Duration.ofSeconds(4);

	private final ConfigurableListableBeanFactory beanFactory;

	private final WorkerSupervisor supervisor;

	private final WorkerSettingsResolver resolver;

	private final PhaseTimeouts phases;

	private final List<String> names = new ArrayList<>();

	/**
	 * Creates a registrar.
	 * @param beanFactory where the workers are
	 * @param supervisor who takes them
	 * @param resolver decides how each is run
	 * @param phases where the workers' phases get their time to stop
	 */
	public WorkerRegistrar(ConfigurableListableBeanFactory beanFactory, WorkerSupervisor supervisor,
			WorkerSettingsResolver resolver, PhaseTimeouts phases) {
		this.beanFactory = beanFactory;
		this.supervisor = supervisor;
		this.resolver = resolver;
		this.phases = phases;
	}

	@Override
	public void afterSingletonsInstantiated() {
		for (String beanName : this.beanFactory.getBeanNamesForType(WorkerHooks.class, false, true)) {
			if (this.beanFactory.getBean(beanName) instanceof WorkerHooks hooks) {
				register(beanName, checked(beanName, hooks));
			}
		}
	}

	/**
	 * The names of the workers found.
	 * @return the names, once all singletons are there
	 */
	public List<String> names() {
		return List.copyOf(this.names);
	}

	private void register(String beanName, Worker worker) {
		BackgroundWorker annotation = this.beanFactory.findAnnotationOnBean(beanName, BackgroundWorker.class);
		String name = (annotation != null && !annotation.name().isEmpty()) ? annotation.name()
				: RelaxedName.legalPart(beanName);
		if (!RelaxedName.isLegal(name)) {
			// Before anybody asks for properties of that name, which cannot be either.
			throw InvalidWorkerException.name(name, worker);
		}
		WorkerDefinition definition = new WorkerDefinition(name, worker, settings(name, worker, annotation));
		WorkerLifecycle lifecycle = this.supervisor.register(definition);
		String lifecycleName = "workerLifecycle." + name;
		this.beanFactory.registerSingleton(lifecycleName, lifecycle);
		this.beanFactory.registerDependentBean(beanName, lifecycleName);
		this.phases.raise(definition.settings().phase(), definition.settings().stopTimeout().plus(STOP_MARGIN));
		this.names.add(name);
	}

	private WorkerSettings settings(String name, Worker worker, @Nullable BackgroundWorker annotation) {
		try {
			return this.resolver.resolve(name, annotation);
		}
		catch (IllegalArgumentException ex) {
			throw InvalidWorkerException.settings(name, AopUtils.getTargetClass(worker), ex);
		}
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
