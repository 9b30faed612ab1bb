package io.workerlifecycle.message;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import io.workerlifecycle.time.TimeSource;
import io.workerlifecycle.worker.WorkerContext;

/**
 * What a message worker sees of its life: the life's own context, and with it whether the
 * worker is degraded, by its own word or by a failure. All lanes of a life share it.
 */
final class LaneContext implements WorkerContext {

	private final WorkerContext life;

	private final TimeSource time;

	/** Since when the worker does less than it should; {@code null} while it does all. */
	private volatile @Nullable Long degradedSinceNanos;

	LaneContext(WorkerContext life, TimeSource time) {
		this.life = life;
		this.time = time;
	}

	@Override
	public String workerName() {
		return this.life.workerName();
	}

	@Override
	public boolean keepRunning() {
		return this.life.keepRunning();
	}

	@Override
	public boolean isStopRequested() {
		return this.life.isStopRequested();
	}

	@Override
	public boolean awaitStop(Duration duration) {
		return this.life.awaitStop(duration);
	}

	@Override
	public void heartbeat() {
		this.life.heartbeat();
	}

	@Override
	public void recordSuccess() {
		this.life.recordSuccess();
	}

	@Override
	public void recordFailure(Throwable failure) {
		this.life.recordFailure(failure);
	}

	@Override
	public void degrade(String reason) {
		this.degradedSinceNanos = this.time.nanoTime();
		this.life.degrade(reason);
	}

	@Override
	public void restore() {
		this.degradedSinceNanos = null;
		this.life.restore();
	}

	@Override
	public void closeAtStop(AutoCloseable resource) {
		this.life.closeAtStop(resource);
	}

	boolean isDegraded() {
		return this.degradedSinceNanos != null;
	}

	/**
	 * Whether it is time to see if all of the work can be done again. One lane is told
	 * so, and the next only after as long again.
	 */
	boolean isProbeDue(Duration interval) {
		Long since = this.degradedSinceNanos;
		long nowNanos = this.time.nanoTime();
		if (since == null || nowNanos - since < interval.toNanos()) {
			return false;
		}
		this.degradedSinceNanos = nowNanos;
		return true;
	}

}
