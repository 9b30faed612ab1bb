package io.workerlifecycle.worker;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * A scripted worker that can be asked for its health.
 */
final class CheckedWorker extends ScriptedWorker {

	final AtomicInteger checks = new AtomicInteger();

	/** Changed by tests between checks. */
	volatile Check check;

	CheckedWorker(Check check) {
		this.check = check;
	}

	@Override
	public void checkHealth() throws Exception {
		this.checks.incrementAndGet();
		this.check.examine();
	}

	/** What a check does. */
	@FunctionalInterface
	interface Check {

		void examine() throws Exception;

	}

}
