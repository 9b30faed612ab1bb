package io.workerlifecycle.worker;

/**
 * What every kind of worker may do around its work. A base, never used alone: a bean that
 * implements only this is an error at start.
 * <p>
 * {@link #onStartup} and {@link #onShutdown} are called on the worker's own thread, one
 * life after the other.
 *
 * @since 0.1.0
 * @see Worker
 */
public interface WorkerHooks {

	/**
	 * Prepares the work, before the worker is {@code RUNNING}. It may take long: it
	 * blocks no other worker.
	 * @param context the life that begins; hand it what to close when the life ends
	 * @throws Exception to fail this start
	 */
	default void onStartup(WorkerContext context) throws Exception {
	}

	/**
	 * Ends the work: called once for every {@link #onStartup} that was entered, also when
	 * that threw, after everything handed to {@link WorkerContext#closeAtStop} was
	 * closed.
	 * @param context the life that ends
	 * @throws Exception which is logged and counted, and stops nothing
	 */
	default void onShutdown(WorkerContext context) throws Exception {
	}

	/**
	 * Tells whether the worker can do its work.
	 * @throws Exception when it cannot
	 */
	default void checkHealth() throws Exception {
	}

}
