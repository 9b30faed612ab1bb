package io.workerlifecycle.job;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Counts the jobs that fire by themselves, and tells when there is one, and when neither
 * one is left nor an execution. Called under the lock of the roster.
 */
final class FiringJobs {

	private int count;

	/** Whether somebody was told that jobs fire, and not yet that none does. */
	private boolean told;

	private FiringListener listener = new FiringListener() {

		@Override
		public void firing() {
		}

		@Override
		public void idle() {
		}

	};

	void tell(FiringListener other) {
		this.listener = other;
	}

	void oneMore() {
		this.count++;
		this.told = true;
		this.listener.firing();
	}

	void oneLess() {
		this.count--;
	}

	/** Whether none is left, and nobody was told so yet. */
	boolean areOver() {
		return this.told && this.count == 0;
	}

	/**
	 * Tells that none is left, unless executions go on.
	 * @param running those that do
	 * @param again what to do when they have ended
	 */
	void settle(List<ActiveExecution> running, Runnable again) {
		if (running.isEmpty()) {
			this.told = false;
			this.listener.idle();
		}
		else {
			CompletableFuture.allOf(running.stream().map(ActiveExecution::end).toArray(CompletableFuture<?>[]::new))
				.thenRun(again);
		}
	}

}
