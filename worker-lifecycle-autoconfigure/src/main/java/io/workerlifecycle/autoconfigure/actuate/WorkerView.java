package io.workerlifecycle.autoconfigure.actuate;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.workerlifecycle.worker.DesiredState;
import io.workerlifecycle.worker.WorkRecord;
import io.workerlifecycle.worker.WorkerCounts;
import io.workerlifecycle.worker.WorkerFailure;
import io.workerlifecycle.worker.WorkerSnapshot;
import io.workerlifecycle.worker.WorkerState;
import io.workerlifecycle.worker.WorkerTransition;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * A worker as the endpoint shows it, {@code null}s included.
 */
@JsonInclude
record WorkerView(String name, WorkerState state, DesiredState desired, boolean paused, boolean degraded,
		@Nullable String degradedReason, boolean backingOff, @Nullable Instant restartAt, boolean gaveUp,
		boolean completed, boolean abandoned, int incarnation, int phase, boolean critical,
		@Nullable Instant runningSince, WorkerCounts counts, WorkRecord work, @Nullable FailureView lastFailure,
		@Nullable String stack, List<TransitionView> history) implements OperationResponseBody {

	static WorkerView of(WorkerSnapshot worker) {
		WorkerFailure failure = worker.lastFailure();
		return new WorkerView(worker.name(), worker.state(), worker.desired(), worker.paused(), worker.degraded(),
				worker.condition().degraded(), worker.backingOff(), worker.restartAt(), worker.gaveUp(),
				worker.completed(), worker.abandoned(), worker.incarnation(), worker.settings().phase(),
				worker.settings().critical(), worker.runningSince(), worker.counts(), worker.work(),
				(failure != null) ? FailureView.of(failure.exception(), failure.at()) : null, worker.stack(),
				worker.history().stream().map(TransitionView::of).toList());
	}

	/**
	 * A transition as the endpoint shows it.
	 */
	record TransitionView(WorkerState from, WorkerState to, Instant time, Duration spent, int incarnation,
			String reason) {

		static TransitionView of(WorkerTransition transition) {
			return new TransitionView(transition.from(), transition.to(), transition.at(), transition.spent(),
					transition.incarnation(), transition.reason());
		}

	}

}
