package io.workerlifecycle.job;

import java.lang.reflect.Method;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import org.springframework.aop.framework.AopInfrastructureBean;
import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.BeanFactoryAware;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.EmbeddedValueResolverAware;
import org.springframework.core.Ordered;
import org.springframework.util.StringValueResolver;

/**
 * Finds the jobs among the methods of beans. It keeps them until somebody
 * {@linkplain #forwardTo takes} them, so that no bean is made early for its sake, and
 * passes on at once what comes later, from beans made on demand.
 *
 * @since 0.1.0
 */
public final class BackgroundJobPostProcessor
		implements BeanPostProcessor, Ordered, EmbeddedValueResolverAware, BeanFactoryAware {

	private final Set<Class<?>> classesWithoutJobs = ConcurrentHashMap.newKeySet();

	private final JobInbox inbox = new JobInbox();

	private @Nullable StringValueResolver placeholders;

	private @Nullable BeanFactory beanFactory;

	/**
	 * Creates a post-processor that has found nothing yet.
	 */
	public BackgroundJobPostProcessor() {
	}

	@Override
	public int getOrder() {
		return LOWEST_PRECEDENCE;
	}

	@Override
	public void setEmbeddedValueResolver(StringValueResolver resolver) {
		this.placeholders = resolver;
	}

	@Override
	public void setBeanFactory(BeanFactory factory) {
		this.beanFactory = factory;
	}

	/**
	 * Hands over the jobs found so far and from now on.
	 * @param receiver who registers them
	 */
	public void forwardTo(Consumer<JobDeclaration> receiver) {
		this.classesWithoutJobs.clear();
		this.inbox.forwardTo(receiver);
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		// Scoped proxies and the like: the bean behind them comes by itself.
		if (!(bean instanceof AopInfrastructureBean)) {
			findJobs(bean, beanName, AopProxyUtils.ultimateTargetClass(bean));
		}
		return bean;
	}

	private void refusePrototype(String beanName, Class<?> targetClass) {
		BeanFactory factory = this.beanFactory;
		if (factory != null && factory.containsBean(beanName) && factory.isPrototype(beanName)) {
			throw new InvalidJobException("The bean '" + beanName + "' (" + targetClass.getName()
					+ ") has @BackgroundJob methods and is a prototype, so it is not said on which instance they run.",
					"Make the bean a singleton, or move its jobs into one.");
		}
	}

	private void findJobs(Object bean, String beanName, Class<?> targetClass) {
		if (this.classesWithoutJobs.contains(targetClass)) {
			return;
		}
		Map<Method, BackgroundJob> methods = JobMethods.of(targetClass);
		if (methods.isEmpty()) {
			this.classesWithoutJobs.add(targetClass);
			return;
		}
		refusePrototype(beanName, targetClass);
		JobDeclarations declarations = new JobDeclarations(bean, beanName, targetClass, this.placeholders);
		methods.forEach((method, annotation) -> this.inbox.accept(declarations.of(method, annotation)));
	}

}
