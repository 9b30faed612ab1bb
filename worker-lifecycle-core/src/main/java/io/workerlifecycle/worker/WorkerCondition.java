package io.workerlifecycle.worker;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What is to be said of a worker besides its state.
 *
 * @param paused whether its loop is held by people
 * @param degraded what its code said is missing, or {@code null}
 * @param waitingFor the workers that must be running before it begins
 * @param recoveringUntil when its recovery pause is over, or {@code null}
 * @param stalledSince since when it makes no progress, or {@code null} while it does
 * @param prospect what will follow by itself
 * @param wasRunning whether it has been {@link WorkerState#RUNNING} at least once
 * @since 0.1.0
 */
public record WorkerCondition(boolean paused, @Nullable String degraded, List<String> waitingFor,
		@Nullable Instant recoveringUntil, @Nullable Instant stalledSince, Prospect prospect, boolean wasRunning) {

	static final WorkerCondition FRESH = new WorkerCondition(false, null, List.of(), null, null, Prospect.OPEN, false);

	/** What remains when a new life begins, or none is left. */
	WorkerCondition ofNewLife() {
		return new WorkerCondition(this.paused, null, List.of(), null, null, Prospect.OPEN, this.wasRunning);
	}

	WorkerCondition running() {
		return new WorkerCondition(this.paused, this.degraded, List.of(), null, null, Prospect.OPEN, true);
	}

	/** The work is over; nothing is stalled, held or waited for any more. */
	WorkerCondition over() {
		return new WorkerCondition(this.paused, this.degraded, List.of(), null, null, this.prospect, this.wasRunning);
	}

	WorkerCondition withPaused(boolean value) {
		return new WorkerCondition(value, this.degraded, this.waitingFor, this.recoveringUntil, this.stalledSince,
				this.prospect, this.wasRunning);
	}

	WorkerCondition withDegraded(@Nullable String reason) {
		return new WorkerCondition(this.paused, reason, this.waitingFor, this.recoveringUntil, this.stalledSince,
				this.prospect, this.wasRunning);
	}

	WorkerCondition withWaitingFor(List<String> names) {
		return new WorkerCondition(this.paused, this.degraded, names, this.recoveringUntil, this.stalledSince,
				this.prospect, this.wasRunning);
	}

	WorkerCondition withRecoveringUntil(@Nullable Instant instant) {
		return new WorkerCondition(this.paused, this.degraded, this.waitingFor, instant, this.stalledSince,
				this.prospect, this.wasRunning);
	}

	WorkerCondition withStalledSince(@Nullable Instant instant) {
		return new WorkerCondition(this.paused, this.degraded, this.waitingFor, this.recoveringUntil, instant,
				this.prospect, this.wasRunning);
	}

	WorkerCondition with(Prospect value) {
		return new WorkerCondition(this.paused, this.degraded, this.waitingFor, this.recoveringUntil, this.stalledSince,
				value, this.wasRunning);
	}

}
