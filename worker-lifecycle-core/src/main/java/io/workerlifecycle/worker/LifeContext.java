package io.workerlifecycle.worker;

import java.time.Duration;

/**
 * One life as the worker's code sees it.
 */
final class LifeContext implements WorkerContext {

	private final WorkerLife life;

	private final WorkerProgress progress;

	LifeContext(WorkerLife life, WorkerProgress progress) {
		this.life = life;
		this.progress = progress;
	}

	@Override
	public String workerName() {
		return this.life.name();
	}

	@Override
	public boolean keepRunning() {
		this.progress.heartbeat();
		return this.life.control().awaitPermission();
	}

	@Override
	public boolean isStopRequested() {
		return this.life.control().isStopRequested();
	}

	@Override
	public boolean awaitStop(Duration duration) {
		return this.life.control().awaitStop(duration);
	}

	@Override
	public void heartbeat() {
		this.progress.heartbeat();
	}

	@Override
	public void recordSuccess() {
		this.progress.recordSuccess();
	}

	@Override
	public void recordFailure(Throwable failure) {
		this.progress.recordFailure(failure);
	}

	@Override
	public void degrade(String reason) {
		this.life.degraded(reason);
	}

	@Override
	public void restore() {
		this.life.degraded(null);
	}

	@Override
	public void closeAtStop(AutoCloseable resource) {
		this.life.resources().add(resource);
	}

}
