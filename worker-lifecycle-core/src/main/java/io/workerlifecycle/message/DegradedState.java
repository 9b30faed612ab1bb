package io.workerlifecycle.message;

import java.time.Duration;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

import io.workerlifecycle.time.TimeSource;
import io.workerlifecycle.worker.WorkerContext;
import org.jspecify.annotations.Nullable;

/**
 * Whether a message worker is degraded, by its own word or by a failure. All lanes of a
 * life share it; may be used by any thread.
 */
final class DegradedState {

	private final WorkerContext life;

	private final TimeSource time;

	/** Makes what is known here and what the life is told one. */
	private final Lock lock = new ReentrantLock();

	/**
	 * Since when the worker does less than it should, or was last asked for all;
	 * {@code null} while it does all. Written under the lock.
	 */
	private volatile @Nullable Long degradedSinceNanos;

	/** How often it was degraded. Guarded by the lock. */
	private int degradations;

	DegradedState(WorkerContext life, TimeSource time) {
		this.life = life;
		this.time = time;
	}

	void degrade(String reason) {
		this.lock.lock();
		try {
			this.degradations++;
			if (this.degradedSinceNanos == null) {
				this.degradedSinceNanos = this.time.nanoTime();
			}
			this.life.degrade(reason);
		}
		finally {
			this.lock.unlock();
		}
	}

	void restore() {
		this.lock.lock();
		try {
			this.degradedSinceNanos = null;
			this.life.restore();
		}
		finally {
			this.lock.unlock();
		}
	}

	boolean isDegraded() {
		return this.degradedSinceNanos != null;
	}

	/** How often the worker was degraded in this life. */
	int degradations() {
		this.lock.lock();
		try {
			return this.degradations;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * All of the work was done again.
	 * @return false if the worker was degraded anew meanwhile
	 */
	boolean restoreUnlessDegradedAfter(int before) {
		this.lock.lock();
		try {
			boolean restores = this.degradedSinceNanos != null && this.degradations == before;
			if (restores) {
				restore();
			}
			return restores;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Whether it is time to see if all of the work can be done again. One lane is told
	 * so, and the next only after as long again.
	 */
	boolean isProbeDue(Duration interval) {
		this.lock.lock();
		try {
			Long since = this.degradedSinceNanos;
			long nowNanos = this.time.nanoTime();
			if (since == null || nowNanos - since < interval.toNanos()) {
				return false;
			}
			this.degradedSinceNanos = nowNanos;
			return true;
		}
		finally {
			this.lock.unlock();
		}
	}

}
