package io.workerlifecycle.worker;

/**
 * Work that goes on until it is told to stop: a consumer, a poller, a daemon. Every
 * singleton bean of this type becomes a supervised worker, named after the bean or by
 * {@link BackgroundWorker}. <pre class="code">
 * public void run(WorkerContext context) throws Exception {
 *     while (context.keepRunning()) {
 *         handle(this.queue.poll(1, TimeUnit.SECONDS));
 *     }
 * }
 * </pre>
 *
 * @since 0.1.0
 */
public interface Worker extends WorkerHooks {

	/**
	 * Does the work, on the worker's own thread, until
	 * {@link WorkerContext#keepRunning()} says no. Returning early or throwing ends this
	 * life; the {@link RestartPolicy} decides about the next.
	 * @param context the life this call is
	 * @throws Exception when the work cannot go on
	 */
	void run(WorkerContext context) throws Exception;

}
