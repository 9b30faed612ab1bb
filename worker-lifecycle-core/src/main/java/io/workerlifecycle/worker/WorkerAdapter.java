package io.workerlifecycle.worker;

import org.jspecify.annotations.Nullable;

/**
 * Makes workers of beans that have a worker's hooks and work of another form. The
 * supervisor knows the worker only.
 *
 * @since 0.1.0
 */
public interface WorkerAdapter {

	/**
	 * Makes a worker of a bean. Called once for each, when all singletons are there.
	 * @param name the name of the worker
	 * @param beanName the name of the bean
	 * @param bean the bean; it may be a {@link Worker}, to be refused if it is of this
	 * kind too
	 * @param annotation what its class or method says, or {@code null} if it says nothing
	 * @return the worker, or {@code null} if this adapter does not know beans of the kind
	 * @throws InvalidWorkerException if it cannot be one as configured
	 */
	@Nullable Worker adapt(String name, String beanName, WorkerHooks bean, @Nullable BackgroundWorker annotation);

}
