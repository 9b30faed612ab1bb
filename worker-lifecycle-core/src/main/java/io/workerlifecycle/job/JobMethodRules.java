package io.workerlifecycle.job;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;

import io.workerlifecycle.thread.AsyncMethods;

import org.springframework.aop.support.AopUtils;

/**
 * What a method must be like to be a job.
 */
final class JobMethodRules {

	private final Object bean;

	private final Class<?> targetClass;

	private final Method method;

	JobMethodRules(Object bean, Class<?> targetClass, Method method) {
		this.bean = bean;
		this.targetClass = targetClass;
		this.method = method;
	}

	/**
	 * Checks all rules.
	 * @return the method to call on the bean
	 */
	Method check() {
		checkModifiers();
		checkSignature();
		checkNotAsync();
		try {
			return AopUtils.selectInvocableMethod(this.method, this.bean.getClass());
		}
		catch (IllegalStateException ex) {
			throw invalid("the proxy of its bean does not have it",
					"Declare the method in an interface of the bean, or let Spring proxy classes "
							+ "(spring.aop.proxy-target-class=true).");
		}
	}

	private void checkModifiers() {
		int modifiers = this.method.getModifiers();
		if (Modifier.isPrivate(modifiers)) {
			throw invalid("it is private, and calls would pass by the proxy of its bean", "Remove 'private'.");
		}
		if (Modifier.isStatic(modifiers)) {
			throw invalid("it is static, and belongs to no bean", "Remove 'static'.");
		}
		if (Modifier.isFinal(modifiers)) {
			throw invalid("it is final, and calls would pass by the proxy of its bean", "Remove 'final'.");
		}
	}

	private void checkSignature() {
		if (this.method.getReturnType() != void.class) {
			throw invalid(
					"it returns " + this.method.getReturnType().getSimpleName()
							+ "; a job has ended when its method returns, and nobody would see the value",
					"Return void, and wait in the method for what it begins.");
		}
		Class<?>[] parameters = this.method.getParameterTypes();
		if (parameters.length > 1 || (parameters.length == 1 && parameters[0] != JobContext.class)) {
			throw invalid("it has parameters that nobody can fill", "Declare no parameter, or one of type JobContext.");
		}
	}

	private void checkNotAsync() {
		if (AsyncMethods.include(this.method, this.targetClass)) {
			throw invalid("it is @Async, and would return before its work is done",
					"Remove @Async: a job has a thread of its own already.");
		}
	}

	private InvalidJobException invalid(String fact, String action) {
		return new InvalidJobException(
				"The method " + JobMethod.place(this.targetClass, this.method) + " cannot be a job: " + fact + ".",
				action);
	}

}
