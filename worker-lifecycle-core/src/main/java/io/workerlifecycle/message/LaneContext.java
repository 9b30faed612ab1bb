package io.workerlifecycle.message;

import java.time.Duration;
import java.util.function.BooleanSupplier;

import io.workerlifecycle.time.TimeSource;
import io.workerlifecycle.worker.ThreadProgress;
import io.workerlifecycle.worker.WorkerContext;

/**
 * What a message worker sees of its life: the life's own context, with whether the worker
 * is degraded, and with the progress of the lane that calls it.
 */
final class LaneContext implements WorkerContext {

	private final WorkerContext life;

	private final DegradedState degraded;

	private final ThreadProgress progress;

	LaneContext(WorkerContext life, TimeSource time) {
		this(life, new DegradedState(life, time), new ThreadProgress(time));
	}

	private LaneContext(WorkerContext life, DegradedState degraded, ThreadProgress progress) {
		this.life = life;
		this.degraded = degraded;
		this.progress = progress;
	}

	/** The same life, for another lane. */
	LaneContext of(ThreadProgress other) {
		return new LaneContext(this.life, this.degraded, other);
	}

	@Override
	public String workerName() {
		return this.life.workerName();
	}

	@Override
	public boolean keepRunning() {
		return resting(this.life::keepRunning);
	}

	@Override
	public boolean isStopRequested() {
		return this.life.isStopRequested();
	}

	@Override
	public boolean isHeld() {
		return this.life.isHeld();
	}

	@Override
	public boolean awaitStop(Duration duration) {
		return resting(() -> this.life.awaitStop(duration));
	}

	private boolean resting(BooleanSupplier waiting) {
		this.progress.rest();
		try {
			return waiting.getAsBoolean();
		}
		finally {
			this.progress.show();
		}
	}

	@Override
	public void heartbeat() {
		this.progress.show();
		this.life.heartbeat();
	}

	@Override
	public void recordSuccess() {
		this.progress.show();
		this.life.recordSuccess();
	}

	@Override
	public void recordSuccesses(int count) {
		this.life.recordSuccesses(count);
	}

	/** Snapshots, health and alerts show it to many. */
	@Override
	public void recordFailure(Throwable failure) {
		this.progress.show();
		this.life.recordFailure(DiscreetException.withoutText(failure));
	}

	@Override
	public void degrade(String reason) {
		this.degraded.degrade(reason);
	}

	@Override
	public void restore() {
		this.degraded.restore();
	}

	@Override
	public void closeAtStop(AutoCloseable resource) {
		this.life.closeAtStop(resource);
	}

	DegradedState degraded() {
		return this.degraded;
	}

}
