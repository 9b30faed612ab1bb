package io.workerlifecycle.worker;

/**
 * Sees every start and stop of every worker: to validate the environment, to register
 * with a service discovery, to set up monitoring. Beans of this type are called in their
 * order before and after a start, and in reverse before and after a stop.
 * <p>
 * All methods are called on the worker's own thread, so that start-timeout and
 * stop-timeout cover them; one may run for several workers at once.
 * {@link WorkerContext#workerName()} tells for which. What is opened may be handed to
 * {@link WorkerContext#closeAtStop(AutoCloseable)}.
 *
 * @since 0.1.0
 */
public interface WorkerLifecycleInterceptor {

	/**
	 * A life begins; {@code onStartup} follows.
	 * @param context the life
	 * @throws Exception to fail the start: {@code onStartup} is not called
	 */
	default void beforeStart(WorkerContext context) throws Exception {
	}

	/**
	 * {@code onStartup} has returned and the health check has passed; the worker is
	 * {@link WorkerState#RUNNING} next.
	 * @param context the life
	 * @throws Exception to fail the start
	 */
	default void afterStart(WorkerContext context) throws Exception {
	}

	/**
	 * The work is over, or the start has failed; clean-up follows. Called once for every
	 * {@link #beforeStart} that was entered, also when that threw.
	 * @param context the life
	 * @throws Exception is logged and counted; clean-up goes on
	 */
	default void beforeStop(WorkerContext context) throws Exception {
	}

	/**
	 * Clean-up is over; the thread ends next. Called once for every {@link #beforeStart}
	 * that was entered, also when that threw.
	 * @param context the life
	 * @throws Exception is logged and counted
	 */
	default void afterStop(WorkerContext context) throws Exception {
	}

}
