package io.workerlifecycle.autoconfigure.message;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Wakes one of those who wait for a change in a channel. It only saves time: who waits
 * looks again after a while, since other processes ring no bell.
 */
final class Bell {

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition rung = this.lock.newCondition();

	/** How often it was rung. Guarded by the lock. */
	private long rings;

	long rings() {
		this.lock.lock();
		try {
			return this.rings;
		}
		finally {
			this.lock.unlock();
		}
	}

	void ring() {
		this.lock.lock();
		try {
			this.rings++;
			this.rung.signal();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Waits until it rings, unless it has since the rings were counted.
	 * @return how many nanoseconds it waited
	 */
	long await(long rings, long limitNanos) throws InterruptedException {
		this.lock.lockInterruptibly();
		try {
			long leftNanos = limitNanos;
			while (this.rings == rings && leftNanos > 0) {
				leftNanos = this.rung.awaitNanos(leftNanos);
			}
			return limitNanos - leftNanos;
		}
		finally {
			this.lock.unlock();
		}
	}

}
