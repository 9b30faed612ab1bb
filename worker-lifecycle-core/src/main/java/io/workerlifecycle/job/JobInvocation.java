package io.workerlifecycle.job;

import java.lang.reflect.Method;

/**
 * A call of a job's method, as a step in front of it sees it.
 *
 * @param context the execution
 * @param bean the bean, perhaps a proxy
 * @param method the method to call on it
 * @since 0.1.0
 */
public record JobInvocation(JobContext context, Object bean, Method method) {
}
