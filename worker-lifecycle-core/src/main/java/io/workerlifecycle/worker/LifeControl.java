package io.workerlifecycle.worker;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

import io.workerlifecycle.time.TimeSource;
import io.workerlifecycle.time.Timer;

/**
 * The two flags of one life, stop and hold, and the one lock to wait on for them. The
 * supervisor's thread sets them, the worker's code reads them.
 */
final class LifeControl {

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition changed = this.lock.newCondition();

	private final TimeSource time;

	/** Written under the lock, read without: it goes from false to true once. */
	private volatile boolean stopRequested;

	/** Written under the lock. */
	private volatile boolean held;

	LifeControl(TimeSource time, boolean held) {
		this.time = time;
		this.held = held;
	}

	void requestStop() {
		signal(() -> this.stopRequested = true);
	}

	void hold(boolean value) {
		signal(() -> this.held = value);
	}

	boolean wasAskedToStop() {
		return this.stopRequested;
	}

	boolean isStopRequested() {
		return this.stopRequested || Thread.currentThread().isInterrupted();
	}

	boolean isHeld() {
		return this.held;
	}

	boolean awaitRelease() {
		awaitWhile(() -> this.held);
		return !isStopRequested();
	}

	boolean awaitStop(Duration duration) {
		Expiry expiry = new Expiry();
		Timer timer = this.time.schedule(duration, () -> signal(() -> expiry.passed = true));
		awaitWhile(() -> !expiry.passed);
		timer.cancel();
		return isStopRequested();
	}

	private void awaitWhile(BooleanSupplier blocked) {
		this.lock.lock();
		try {
			while (blocked.getAsBoolean() && !isStopRequested()) {
				this.changed.await();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		finally {
			this.lock.unlock();
		}
	}

	private void signal(Runnable change) {
		this.lock.lock();
		try {
			change.run();
			this.changed.signalAll();
		}
		finally {
			this.lock.unlock();
		}
	}

	private static final class Expiry {

		/** Guarded by the lock of the control. */
		private boolean passed;

	}

}
