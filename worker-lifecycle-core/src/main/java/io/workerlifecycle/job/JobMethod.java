package io.workerlifecycle.job;

import java.lang.reflect.Method;

/**
 * A method of a bean that is a job.
 *
 * @param bean the bean, perhaps a proxy
 * @param method the method to call on it, perhaps an interface's
 * @param targetClass the class behind the proxy
 */
record JobMethod(Object bean, Method method, Class<?> targetClass) {

	/** What the machine adds to the name of a lambda; it differs from run to run. */
	private static final String LAMBDA = "\\$\\$Lambda[^.]*";

	@Override
	public String toString() {
		return place(this.targetClass, this.method).replaceFirst(LAMBDA, "");
	}

	static String place(Class<?> targetClass, Method method) {
		return targetClass.getName() + "." + method.getName();
	}

}
