package io.workerlifecycle.worker;

import java.util.ArrayList;
import java.util.List;

/**
 * The code of users in one life: the hooks of the worker, and interceptors around them.
 * What was entered on the way in is left on the way out, in reverse. Used on the life's
 * own thread only.
 */
final class LifeScript {

	private final Worker worker;

	private final List<WorkerLifecycleInterceptor> interceptors;

	private final WorkerContext context;

	/** Those whose start was entered, the last one first. */
	private final List<WorkerLifecycleInterceptor> entered = new ArrayList<>();

	private boolean startUpEntered;

	LifeScript(Worker worker, List<WorkerLifecycleInterceptor> interceptors, WorkerContext context) {
		this.worker = worker;
		this.interceptors = interceptors;
		this.context = context;
	}

	void startUp() throws Exception {
		for (WorkerLifecycleInterceptor interceptor : this.interceptors) {
			this.entered.add(0, interceptor);
			interceptor.beforeStart(this.context);
		}
		this.startUpEntered = true;
		this.worker.onStartup(this.context);
	}

	void started() throws Exception {
		for (WorkerLifecycleInterceptor interceptor : this.interceptors) {
			interceptor.afterStart(this.context);
		}
	}

	void work() throws Exception {
		this.worker.run(this.context);
	}

	/**
	 * Leaves what was entered. What one step throws does not keep the others away.
	 * @param resources what to close on the way
	 * @return what was thrown
	 */
	List<Throwable> cleanUp(LifeResources resources) {
		List<Throwable> failures = new ArrayList<>();
		this.entered.forEach((interceptor) -> attempt(() -> interceptor.beforeStop(this.context), failures));
		failures.addAll(resources.closeAll());
		if (this.startUpEntered) {
			attempt(() -> this.worker.onShutdown(this.context), failures);
		}
		this.entered.forEach((interceptor) -> attempt(() -> interceptor.afterStop(this.context), failures));
		return failures;
	}

	private static void attempt(Step step, List<Throwable> failures) {
		try {
			step.run();
		}
		catch (Throwable ex) {
			failures.add(ex);
		}
	}

	/** Code of users that may throw. */
	@FunctionalInterface
	private interface Step {

		void run() throws Exception;

	}

}
