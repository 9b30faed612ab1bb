package io.workerlifecycle.worker;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/**
 * A worker that does what a test says, and idles where nothing is said. It keeps the
 * names of the hooks that were called.
 */
class ScriptedWorker implements Worker {

	final List<String> calls = new CopyOnWriteArrayList<>();

	private volatile Step startUp = Step.NONE;

	private volatile Step work = Supervision.idle()::run;

	private volatile Step shutDown = Step.NONE;

	ScriptedWorker startUp(Step step) {
		this.startUp = step;
		return this;
	}

	ScriptedWorker work(Step step) {
		this.work = step;
		return this;
	}

	ScriptedWorker shutDown(Step step) {
		this.shutDown = step;
		return this;
	}

	@Override
	public void onStartup(WorkerContext context) throws Exception {
		this.calls.add("onStartup");
		this.startUp.take(context);
	}

	@Override
	public void run(WorkerContext context) throws Exception {
		this.calls.add("run");
		this.work.take(context);
	}

	@Override
	public void onShutdown(WorkerContext context) throws Exception {
		this.calls.add("onShutdown");
		this.shutDown.take(context);
	}

	/** Waits, interrupted or not. */
	static void awaitStubbornly(CountDownLatch latch) {
		while (latch.getCount() > 0) {
			try {
				latch.await();
			}
			catch (InterruptedException ex) {
				// This is what the tests are about.
			}
		}
	}

	/** What a hook does. */
	@FunctionalInterface
	interface Step {

		Step NONE = (context) -> {
		};

		void take(WorkerContext context) throws Exception;

	}

}
