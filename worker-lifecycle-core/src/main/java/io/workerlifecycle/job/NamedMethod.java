package io.workerlifecycle.job;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.workerlifecycle.name.RelaxedName;

import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/**
 * A method of a bean that is to be a job, called by its name.
 *
 * @param bean the bean, perhaps a proxy
 * @param beanName the name of the bean
 * @param methodName the name of the method
 * @param place where the method is named, in words for people
 * @since 0.1.0
 */
public record NamedMethod(Object bean, String beanName, String methodName, String place) {

	JobMethod find(RelaxedName jobName) {
		Class<?> targetClass = ClassUtils.getUserClass(AopProxyUtils.ultimateTargetClass(this.bean));
		Method method = only(jobName, targetClass);
		try {
			Method invocable = new JobMethodRules(this.bean, targetClass, method).check();
			invocable.trySetAccessible();
			return new JobMethod(this.bean, invocable, targetClass);
		}
		catch (InvalidJobException ex) {
			throw new InvalidJobException(said(jobName) + ". " + ex.getMessage(), ex.getAction());
		}
	}

	private Method only(RelaxedName jobName, Class<?> targetClass) {
		List<Method> named = methods(targetClass).filter((method) -> method.getName().equals(this.methodName)).toList();
		if (named.isEmpty()) {
			throw new InvalidJobException(said(jobName) + ", but the bean '" + this.beanName + "' ("
					+ targetClass.getName() + ") has no such method.", choice(targetClass));
		}
		List<Method> fitting = named.stream().filter(NamedMethod::takesWhatThereIs).toList();
		if (fitting.size() > 1) {
			throw new InvalidJobException(
					said(jobName) + ", but the bean '" + this.beanName + "' (" + targetClass.getName() + ") has "
							+ fitting.size() + " methods of this name, with a JobContext and without.",
					"Give one of them another name.");
		}
		return fitting.isEmpty() ? named.get(0) : fitting.get(0);
	}

	private String said(RelaxedName jobName) {
		return "Job '" + jobName + "' has the method '" + this.methodName + "', from " + this.place;
	}

	private static String choice(Class<?> targetClass) {
		String names = methods(targetClass).filter(NamedMethod::fits)
			.map(Method::getName)
			.distinct()
			.sorted()
			.collect(Collectors.joining(", "));
		return names.isEmpty()
				? "It has none that could be a job: one that returns void and takes nothing, or a JobContext."
				: "Write one of " + names + ".";
	}

	/** Those that are overridden, and those of {@link Object}, are left out. */
	private static Stream<Method> methods(Class<?> targetClass) {
		return Arrays
			.stream(ReflectionUtils.getUniqueDeclaredMethods(targetClass, ReflectionUtils.USER_DECLARED_METHODS));
	}

	private static boolean fits(Method method) {
		return takesWhatThereIs(method) && method.getReturnType() == void.class
				&& (method.getModifiers() & (Modifier.PRIVATE | Modifier.STATIC | Modifier.FINAL)) == 0;
	}

	private static boolean takesWhatThereIs(Method method) {
		Class<?>[] parameters = method.getParameterTypes();
		return parameters.length == 0 || (parameters.length == 1 && parameters[0] == JobContext.class);
	}

}
