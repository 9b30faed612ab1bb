package io.workerlifecycle.worker;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import io.workerlifecycle.name.RelaxedName;
import io.workerlifecycle.thread.AsyncMethods;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.Lifecycle;
import org.springframework.util.ClassUtils;

/**
 * Finds the worker beans of its own context when all singletons are there, and hands them
 * to a supervisor, in an order in which each comes after those that it starts after.
 *
 * @since 0.1.0
 */
public final class WorkerRegistrar implements SmartInitializingSingleton {

	/** Where the interfaces are whose methods are called here. */
	private static final Set<String> FORMS = Set.of("io.workerlifecycle.worker", "io.workerlifecycle.message");

	private final ConfigurableListableBeanFactory beanFactory;

	private final WorkerSupervisor supervisor;

	private final WorkerSettingsResolver resolver;

	private final List<WorkerAdapter> adapters;

	private final List<String> names = new ArrayList<>();

	/**
	 * Creates a registrar.
	 * @param beanFactory where the workers are
	 * @param supervisor who takes them
	 * @param resolver decides how each is run
	 * @param adapters make workers of beans that only have a worker's hooks
	 */
	public WorkerRegistrar(ConfigurableListableBeanFactory beanFactory, WorkerSupervisor supervisor,
			WorkerSettingsResolver resolver, List<WorkerAdapter> adapters) {
		this.beanFactory = beanFactory;
		this.supervisor = supervisor;
		this.resolver = resolver;
		this.adapters = List.copyOf(adapters);
	}

	@Override
	public void afterSingletonsInstantiated() {
		Map<WorkerDefinition, String> beanNames = new LinkedHashMap<>();
		for (String beanName : this.beanFactory.getBeanNamesForType(WorkerHooks.class, false, true)) {
			if (this.beanFactory.getBean(beanName) instanceof WorkerHooks hooks) {
				beanNames.put(definition(beanName, hooks), beanName);
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

	private WorkerDefinition definition(String beanName, WorkerHooks hooks) {
		BackgroundWorker annotation = this.beanFactory.findAnnotationOnBean(beanName, BackgroundWorker.class);
		String name = (annotation != null && !annotation.name().isEmpty()) ? annotation.name()
				: RelaxedName.legalPart(beanName);
		if (!RelaxedName.isLegal(name)) {
			// Before anybody asks for properties of that name, which cannot be either.
			throw InvalidWorkerException.name(name, hooks);
		}
		if (hooks instanceof Lifecycle) {
			throw InvalidWorkerException.lifecycle(beanName, AopUtils.getTargetClass(hooks));
		}
		checkNotAsync(beanName, AopUtils.getTargetClass(hooks));
		return WorkerDefinition.of(name, worker(name, beanName, hooks, annotation), annotation, this.resolver);
	}

	/** Only what is called here counts: a worker may have other methods that are. */
	private static void checkNotAsync(String beanName, Class<?> type) {
		for (Class<?> form : ClassUtils.getAllInterfacesForClass(type)) {
			if (WorkerHooks.class.isAssignableFrom(form) && FORMS.contains(form.getPackageName())) {
				for (Method method : form.getMethods()) {
					checkNotAsync(beanName, type, ClassUtils.getMostSpecificMethod(method, type));
				}
			}
		}
	}

	private static void checkNotAsync(String beanName, Class<?> type, Method method) {
		if (AsyncMethods.include(method, type)) {
			throw InvalidWorkerException.async(beanName, type, method.getName());
		}
	}

	private Worker worker(String name, String beanName, WorkerHooks hooks, @Nullable BackgroundWorker annotation) {
		@Nullable Worker adapted = this.adapters.stream()
			.map((adapter) -> adapter.adapt(name, beanName, hooks, annotation))
			.filter(Objects::nonNull)
			.findFirst()
			.orElse(null);
		if (adapted != null) {
			return adapted;
		}
		if (hooks instanceof Worker worker) {
			return worker;
		}
		throw InvalidWorkerException.onlyHooks(beanName, AopUtils.getTargetClass(hooks));
	}

}
