package io.workerlifecycle.instance;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;

import io.workerlifecycle.time.TimeSource;

/**
 * A short wait of the caller's thread between two looks at the same thing.
 */
record Pause(TimeSource time) {

	/**
	 * Waits.
	 * @return whether the time has passed; {@code false} after an interrupt, which keeps
	 * its flag
	 */
	boolean of(Duration step) {
		CountDownLatch latch = new CountDownLatch(1);
		this.time.schedule(step, latch::countDown);
		try {
			latch.await();
			return true;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

}
