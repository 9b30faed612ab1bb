package io.workerlifecycle.autoconfigure.command;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

import io.workerlifecycle.time.TimeSource;

/**
 * Waits for what another process does, by looking again and again. Blocks the caller's
 * thread.
 *
 * @param time what to wait by
 */
record Await(TimeSource time) {

	private static final Duration STEP = Duration.ofMillis(50);

	/**
	 * Waits until a condition holds. An interrupt ends the wait and keeps its flag.
	 * @return whether it held in time
	 */
	boolean until(Duration limit, Condition condition) throws IOException {
		long startNanos = this.time.nanoTime();
		while (!condition.holds()) {
			if (this.time.nanoTime() - startNanos >= limit.toNanos() || !pause()) {
				return false;
			}
		}
		return true;
	}

	private boolean pause() {
		CountDownLatch latch = new CountDownLatch(1);
		this.time.schedule(STEP, latch::countDown);
		try {
			latch.await();
			return true;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	/**
	 * What is waited for.
	 */
	@FunctionalInterface
	interface Condition {

		boolean holds() throws IOException;

	}

}
