package io.workerlifecycle.autoconfigure.actuate;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.workerlifecycle.worker.DesiredState;
import io.workerlifecycle.worker.HealthRecord;
import io.workerlifecycle.worker.HealthResult;
import io.workerlifecycle.worker.Prospect;
import io.workerlifecycle.worker.WorkRecord;
import io.workerlifecycle.worker.WorkerCondition;
import io.workerlifecycle.worker.WorkerCounts;
import io.workerlifecycle.worker.WorkerFailure;
import io.workerlifecycle.worker.WorkerSettings;
import io.workerlifecycle.worker.WorkerSnapshot;
import io.workerlifecycle.worker.WorkerState;

/**
 * Snapshots of a worker in any situation, without bringing one into it. Without more
 * words it is in its first life, running and well.
 */
final class SnapshotBuilder {

	private final String name;

	private WorkerState state = WorkerState.RUNNING;

	private DesiredState desired = DesiredState.RUNNING;

	private WorkerCondition condition = new WorkerCondition(false, null, List.of(), null, null, Prospect.OPEN, true);

	private HealthRecord health = new HealthRecord(HealthResult.UNKNOWN, null, 0, null);

	SnapshotBuilder(String name) {
		this.name = name;
	}

	SnapshotBuilder state(WorkerState value) {
		this.state = value;
		return this;
	}

	SnapshotBuilder desired(DesiredState value) {
		this.desired = value;
		return this;
	}

	SnapshotBuilder degraded(String reason) {
		this.condition = new WorkerCondition(false, reason, List.of(), null, null, Prospect.OPEN, true);
		return this;
	}

	SnapshotBuilder waitingFor(String... names) {
		this.condition = new WorkerCondition(false, null, List.of(names), null, null, Prospect.OPEN, false);
		return this;
	}

	SnapshotBuilder recoveringUntil(Instant instant) {
		this.condition = new WorkerCondition(false, null, List.of(), instant, null, Prospect.OPEN, true);
		return this;
	}

	SnapshotBuilder stalledSince(Instant instant) {
		this.condition = new WorkerCondition(false, null, List.of(), null, instant, Prospect.OPEN, true);
		return this;
	}

	SnapshotBuilder prospect(Prospect value) {
		this.condition = new WorkerCondition(false, null, List.of(), null, null, value, true);
		return this;
	}

	SnapshotBuilder passedAt(Instant instant) {
		this.health = new HealthRecord(HealthResult.PASSED, instant, 0, null);
		return this;
	}

	SnapshotBuilder failedAt(Instant instant, long failures) {
		WorkerFailure failure = new WorkerFailure(new IllegalStateException("the queue is gone"), instant);
		this.health = new HealthRecord(HealthResult.FAILED, instant, failures, failure);
		return this;
	}

	WorkerSnapshot build() {
		return new WorkerSnapshot(this.name, WorkerSettings.STANDARD, this.state, this.desired, 1, this.condition,
				new WorkerCounts(1, 0, 0, 0), new WorkRecord(0, 0, Duration.ZERO), this.health, null, null, null,
				List.of());
	}

}
