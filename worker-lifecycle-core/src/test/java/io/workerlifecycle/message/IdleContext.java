package io.workerlifecycle.message;

import java.time.Duration;

import io.workerlifecycle.worker.WorkerContext;

/**
 * A life of {@code w} in which nothing happens.
 */
final class IdleContext implements WorkerContext {

	@Override
	public String workerName() {
		return "w";
	}

	@Override
	public boolean keepRunning() {
		return true;
	}

	@Override
	public boolean isStopRequested() {
		return false;
	}

	@Override
	public boolean awaitStop(Duration duration) {
		return false;
	}

	@Override
	public void heartbeat() {
	}

	@Override
	public void recordSuccess() {
	}

	@Override
	public void recordFailure(Throwable failure) {
	}

	@Override
	public void degrade(String reason) {
	}

	@Override
	public void restore() {
	}

	@Override
	public void closeAtStop(AutoCloseable resource) {
	}

}
