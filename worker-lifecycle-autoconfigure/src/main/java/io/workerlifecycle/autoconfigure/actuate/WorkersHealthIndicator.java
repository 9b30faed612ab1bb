package io.workerlifecycle.autoconfigure.actuate;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

import io.workerlifecycle.worker.DesiredState;
import io.workerlifecycle.worker.WorkerFailure;
import io.workerlifecycle.worker.WorkerSnapshot;
import io.workerlifecycle.worker.Workers;

import org.springframework.boot.health.actuate.endpoint.StatusAggregator;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

/**
 * The health of all workers, with a detail for each. A worker that was stopped or paused
 * on purpose, or is done, is {@code UP}; one that starts is {@code UNKNOWN}; one that
 * gave up or was abandoned is {@code DOWN}, and so is a critical one that backs off.
 */
final class WorkersHealthIndicator extends AbstractHealthIndicator {

	private final Workers workers;

	WorkersHealthIndicator(Workers workers) {
		super("The health of the workers cannot be told");
		this.workers = workers;
	}

	@Override
	protected void doHealthCheck(Health.Builder builder) {
		Set<Status> statuses = new LinkedHashSet<>();
		for (WorkerSnapshot worker : this.workers.list()) {
			Status status = status(worker);
			statuses.add(status);
			builder.withDetail(worker.name(), detail(worker, status));
		}
		builder.status(statuses.isEmpty() ? Status.UP : StatusAggregator.getDefault().getAggregateStatus(statuses));
	}

	static Status status(WorkerSnapshot worker) {
		if (worker.gaveUp() || worker.abandoned()) {
			return Status.DOWN;
		}
		return switch (worker.state()) {
			case RUNNING, STOPPING -> Status.UP;
			case STARTING -> Status.UNKNOWN;
			case INITIALIZING -> (worker.desired() == DesiredState.RUNNING) ? Status.UNKNOWN : Status.UP;
			case STOPPED -> (worker.backingOff() && worker.settings().critical()) ? Status.DOWN : Status.UP;
			case ERROR -> worker.settings().critical() ? Status.DOWN : Status.UP;
		};
	}

	private static Map<String, Object> detail(WorkerSnapshot worker, Status status) {
		Map<String, Object> detail = new LinkedHashMap<>();
		detail.put("status", status.getCode());
		detail.put("state", worker.state());
		detail.put("desired", worker.desired());
		detail.put("incarnation", worker.incarnation());
		putIf(worker.paused(), detail, "paused");
		putIf(worker.completed(), detail, "completed");
		putIf(worker.backingOff(), detail, "backingOff");
		putIf(worker.gaveUp(), detail, "gaveUp");
		putIf(worker.abandoned(), detail, "abandoned");
		if (worker.condition().degraded() != null) {
			detail.put("degraded", worker.condition().degraded());
		}
		WorkerFailure failure = worker.lastFailure();
		if (failure != null) {
			detail.put("lastFailure", FailureView.of(failure.exception(), failure.at()));
		}
		return detail;
	}

	private static void putIf(boolean condition, Map<String, Object> detail, String key) {
		if (condition) {
			detail.put(key, true);
		}
	}

}
