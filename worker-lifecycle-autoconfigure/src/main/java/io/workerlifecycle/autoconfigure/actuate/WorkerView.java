package io.workerlifecycle.autoconfigure.actuate;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.workerlifecycle.worker.DesiredState;
import io.workerlifecycle.worker.WorkRecord;
import io.workerlifecycle.worker.WorkerCondition;
import io.workerlifecycle.worker.WorkerCounts;
import io.workerlifecycle.worker.WorkerSettings;
import io.workerlifecycle.worker.WorkerSnapshot;
import io.workerlifecycle.worker.WorkerState;
import io.workerlifecycle.worker.WorkerTransition;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * A worker as the endpoint shows it, {@code null}s included. What has an age is measured
 * when somebody asks.
 *
 * @param kind {@code worker}, apart from what is none and is listed with it
 * @param messages what becomes of its messages, or {@code null} if it takes none
 */
@JsonInclude
record WorkerView(String name, String kind, WorkerState state, DesiredState desired, boolean paused, boolean degraded,
		@Nullable String degradedReason, boolean stalled, @Nullable Instant stalledSince, boolean recovering,
		@Nullable Instant recoveringUntil, List<String> waitingFor, boolean backingOff, @Nullable Instant restartAt,
		boolean gaveUp, boolean completed, boolean abandoned, int incarnation, @Nullable Instant runningSince,
		@Nullable Duration uptime, int phase, List<String> after, boolean awaitRunning, boolean critical,
		WorkerCounts counts, WorkRecord work, HealthView health, @Nullable FailureView lastFailure,
		@Nullable String stack, List<TransitionView> history,
		@Nullable MessagesView messages) implements OperationResponseBody {

	static final String KIND = "worker";

	static WorkerView of(WorkerSnapshot worker, @Nullable MessagesView messages, Instant now) {
		WorkerCondition condition = worker.condition();
		WorkerSettings settings = worker.settings();
		Instant since = worker.runningSince();
		return new WorkerView(worker.name(), KIND, worker.state(), worker.desired(), worker.paused(), worker.degraded(),
				condition.degraded(), worker.stalled(), condition.stalledSince(), worker.recovering(),
				condition.recoveringUntil(), condition.waitingFor(), worker.backingOff(), worker.restartAt(),
				worker.gaveUp(), worker.completed(), worker.abandoned(), worker.incarnation(), since,
				(since != null) ? Duration.between(since, now) : null, worker.settings().phase(),
				settings.order().after(), settings.order().awaitRunning(), settings.critical(), worker.counts(),
				worker.work(), HealthView.of(worker.health(), now), FailureView.of(worker.lastFailure()),
				worker.stack(), worker.history().stream().map(TransitionView::of).toList(), messages);
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
