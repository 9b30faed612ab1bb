package io.workerlifecycle.autoconfigure.worker;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.workerlifecycle.worker.DesiredState;
import io.workerlifecycle.worker.GiveUpAction;
import io.workerlifecycle.worker.HealthRecord;
import io.workerlifecycle.worker.HealthResult;
import io.workerlifecycle.worker.Prospect;
import io.workerlifecycle.worker.StartOrder;
import io.workerlifecycle.worker.WorkRecord;
import io.workerlifecycle.worker.WorkerCondition;
import io.workerlifecycle.worker.WorkerCounts;
import io.workerlifecycle.worker.WorkerFailure;
import io.workerlifecycle.worker.WorkerSettings;
import io.workerlifecycle.worker.WorkerSnapshot;
import io.workerlifecycle.worker.WorkerState;
import org.jspecify.annotations.Nullable;

/**
 * Snapshots of workers that are not there.
 */
final class TestWorker {

	static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

	private static final WorkerCondition FRESH = new WorkerCondition(false, null, List.of(), null, null, Prospect.OPEN,
			false);

	private static final WorkerCondition GAVE_UP = new WorkerCondition(false, null, List.of(), null, null,
			new Prospect.GaveUp(), false);

	private static final WorkerFailure FAILURE = new WorkerFailure(new IllegalStateException("the queue is gone"), NOW);

	private TestWorker() {
	}

	static WorkerSnapshot running(String name, Duration since, long processed, long failed) {
		WorkerSnapshot worker = worker(name, settings(GiveUpAction.HEALTH, false), WorkerState.RUNNING, FRESH, null,
				null);
		return new WorkerSnapshot(name, worker.settings(), worker.state(), worker.desired(), 1, FRESH, worker.counts(),
				new WorkRecord(processed, failed, Duration.ZERO), worker.health(), NOW.minus(since), null, null,
				List.of());
	}

	static WorkerSnapshot paused(String name) {
		WorkerCondition paused = new WorkerCondition(true, null, List.of(), null, null, Prospect.OPEN, false);
		return worker(name, settings(GiveUpAction.HEALTH, false), WorkerState.STOPPED, paused, null, null);
	}

	static WorkerSnapshot waiting(String name, String... waitingFor) {
		WorkerCondition waiting = new WorkerCondition(false, null, List.of(waitingFor), null, null, Prospect.OPEN,
				false);
		return worker(name, settings(GiveUpAction.HEALTH, false), WorkerState.STARTING, waiting, null, null);
	}

	static WorkerSnapshot hanging(String name, String stack) {
		return worker(name, settings(GiveUpAction.HEALTH, false), WorkerState.STARTING, FRESH, null, stack);
	}

	static WorkerSnapshot gaveUp(String name, GiveUpAction action) {
		return worker(name, settings(action, false), WorkerState.ERROR, GAVE_UP, FAILURE, null);
	}

	/** The start of the application waits for it, and so fails by itself. */
	static WorkerSnapshot gaveUpWhileAwaited(String name, GiveUpAction action) {
		return worker(name, settings(action, true), WorkerState.ERROR, GAVE_UP, FAILURE, null);
	}

	static WorkerSnapshot gaveUpBy(String name, WorkerFailure failure) {
		return worker(name, settings(GiveUpAction.HEALTH, false), WorkerState.ERROR, GAVE_UP, failure, null);
	}

	private static WorkerSnapshot worker(String name, WorkerSettings settings, WorkerState state,
			WorkerCondition condition, @Nullable WorkerFailure failure, @Nullable String stack) {
		return new WorkerSnapshot(name, settings, state, DesiredState.RUNNING, 1, condition,
				new WorkerCounts(1, 0, 0, 0), new WorkRecord(0, 0, Duration.ZERO),
				new HealthRecord(HealthResult.UNKNOWN, null, 0, null), null, failure, stack, List.of());
	}

	private static WorkerSettings settings(GiveUpAction action, boolean awaitRunning) {
		WorkerSettings standard = WorkerSettings.STANDARD;
		return new WorkerSettings(true, true, false, new StartOrder(StartOrder.STANDARD_PHASE, List.of(), awaitRunning),
				standard.startTimeout(), standard.stopTimeout(), standard.restart(), standard.health(),
				standard.recovery(), standard.stall(), action);
	}

}
