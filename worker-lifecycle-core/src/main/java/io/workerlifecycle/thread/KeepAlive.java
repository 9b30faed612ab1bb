package io.workerlifecycle.thread;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Keeps the process alive while at least one holder is there: one thread that is not a
 * daemon exists from the first {@link #hold(Object)} to the last
 * {@link #release(Object)}, and no longer. Workers and jobs themselves run on daemon or
 * virtual threads, which do not keep a process alive.
 * <p>
 * May be called from any thread; never waits.
 *
 * @since 0.1.0
 */
public final class KeepAlive {

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition released = this.lock.newCondition();

	private final Set<Object> holders = new HashSet<>();

	/** Whether the thread is there; guarded by the lock. */
	private boolean threadRunning;

	/**
	 * Creates one that nobody holds yet.
	 */
	public KeepAlive() {
	}

	/**
	 * Adds a holder; nothing happens if it holds already.
	 * @param holder who needs the process, told apart by {@code equals}
	 */
	public void hold(Object holder) {
		this.lock.lock();
		try {
			this.holders.add(holder);
			if (!this.threadRunning) {
				this.threadRunning = true;
				startThread();
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Removes a holder; nothing happens if it holds no longer.
	 * @param holder who needed the process
	 */
	public void release(Object holder) {
		this.lock.lock();
		try {
			this.holders.remove(holder);
			this.released.signalAll();
		}
		finally {
			this.lock.unlock();
		}
	}

	private void startThread() {
		Thread thread = new Thread(this::waitForRelease, "worker-lifecycle-keep-alive");
		// A thread inherits the flag from the one that makes it, which may be a daemon.
		thread.setDaemon(false);
		thread.start();
	}

	private void waitForRelease() {
		this.lock.lock();
		try {
			while (!this.holders.isEmpty()) {
				this.released.awaitUninterruptibly();
			}
			this.threadRunning = false;
		}
		finally {
			this.lock.unlock();
		}
	}

}
