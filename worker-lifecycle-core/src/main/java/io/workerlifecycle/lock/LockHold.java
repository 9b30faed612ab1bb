package io.workerlifecycle.lock;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One reference to a lock that this process holds. When the last one is closed, the lock
 * is given back. Closing twice does nothing. Safe for use by several threads.
 *
 * @since 0.1.0
 */
public final class LockHold implements AutoCloseable {

	private final AtomicBoolean closed = new AtomicBoolean();

	private final Runnable release;

	LockHold(Runnable release) {
		this.release = release;
	}

	@Override
	public void close() {
		if (this.closed.compareAndSet(false, true)) {
			this.release.run();
		}
	}

}
