package io.workerlifecycle.worker;

import java.time.Duration;
import java.util.function.BooleanSupplier;

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
		LifeControl control = this.life.control();
		return control.isHeld() ? rest(control::awaitRelease) : !control.isStopRequested();
	}

	@Override
	public boolean isStopRequested() {
		return this.life.control().isStopRequested();
	}

	@Override
	public boolean isHeld() {
		return this.life.control().isHeld();
	}

	@Override
	public boolean awaitStop(Duration duration) {
		return rest(() -> this.life.control().awaitStop(duration));
	}

	@Override
	public void heartbeat() {
		this.progress.heartbeat();
	}

	@Override
	public void recordSuccess() {
		this.progress.heartbeat();
		recordSuccesses(1);
	}

	/**
	 * Reads no clock, unless there is something to tell: it is called for each message.
	 */
	@Override
	public void recordSuccesses(int count) {
		int failures = this.progress.recordSuccesses(count);
		if (failures > 0) {
			this.life.worksAgain(failures);
		}
	}

	@Override
	public void recordFailure(Throwable failure) {
		this.life.failing(this.progress.recordFailure(failure));
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

	/** Only the life's own thread says that the worker rests. */
	private boolean rest(BooleanSupplier waiting) {
		return this.life.isOwnThread() ? this.progress.rest(waiting) : waiting.getAsBoolean();
	}

}
