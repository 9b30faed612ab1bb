package io.workerlifecycle.worker;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * What is to be said of a worker besides its state.
 *
 * @param paused whether its loop is held
 * @param degraded what its code said is missing, or {@code null}
 * @param restartAt when the next life begins after a backoff, or {@code null}
 * @param gaveUp whether the supervisor will not start it again by itself
 * @param completed whether its work returned and is done
 * @param abandoned whether its thread lives on although its time to stop is over
 * @param wasRunning whether it has been {@link WorkerState#RUNNING} at least once
 * @since 0.1.0
 */
public record WorkerCondition(boolean paused, @Nullable String degraded, @Nullable Instant restartAt, boolean gaveUp,
		boolean completed, boolean abandoned, boolean wasRunning) {

	static final WorkerCondition FRESH = new WorkerCondition(false, null, null, false, false, false, false);

	/** What remains when a new life begins. */
	WorkerCondition ofNewLife() {
		return new WorkerCondition(this.paused, null, null, false, false, false, this.wasRunning);
	}

	/** What remains when nothing is alive and nothing will follow by itself. */
	WorkerCondition atRest() {
		return ofNewLife();
	}

	WorkerCondition running() {
		return new WorkerCondition(this.paused, this.degraded, null, false, false, false, true);
	}

	WorkerCondition withPaused(boolean value) {
		return new WorkerCondition(value, this.degraded, this.restartAt, this.gaveUp, this.completed, this.abandoned,
				this.wasRunning);
	}

	WorkerCondition withDegraded(@Nullable String reason) {
		return new WorkerCondition(this.paused, reason, this.restartAt, this.gaveUp, this.completed, this.abandoned,
				this.wasRunning);
	}

	WorkerCondition backingOffUntil(Instant instant) {
		return new WorkerCondition(this.paused, null, instant, false, false, false, this.wasRunning);
	}

	WorkerCondition givenUp() {
		return new WorkerCondition(this.paused, null, null, true, false, false, this.wasRunning);
	}

	WorkerCondition done() {
		return new WorkerCondition(this.paused, null, null, false, true, false, this.wasRunning);
	}

	WorkerCondition left() {
		return new WorkerCondition(this.paused, this.degraded, null, false, false, true, this.wasRunning);
	}

}
