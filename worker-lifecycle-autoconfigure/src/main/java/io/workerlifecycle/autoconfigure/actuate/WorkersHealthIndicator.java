package io.workerlifecycle.autoconfigure.actuate;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.workerlifecycle.message.MessageFlow;
import io.workerlifecycle.time.TimeSource;
import io.workerlifecycle.worker.DesiredState;
import io.workerlifecycle.worker.HealthResult;
import io.workerlifecycle.worker.WorkerCondition;
import io.workerlifecycle.worker.WorkerSnapshot;
import io.workerlifecycle.worker.WorkerState;
import io.workerlifecycle.worker.Workers;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.actuate.endpoint.StatusAggregator;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

/**
 * The health of all workers, with a detail for each. A worker that was stopped or paused
 * on purpose, is done, degraded or recovering is {@code UP}; one that starts is
 * {@code UNKNOWN}; one that gave up, was abandoned, is stalled or failed its last check
 * is {@code DOWN}, and so is a critical one that backs off. A listener container is
 * {@code DOWN} when it should run and does not. Reads snapshots; checks nothing itself.
 */
final class WorkersHealthIndicator extends AbstractHealthIndicator {

	private final Workers workers;

	private final FlowLookup flows;

	private final ListenerContainers listeners;

	private final TimeSource time;

	WorkersHealthIndicator(Workers workers, FlowLookup flows, ListenerContainers listeners, TimeSource time) {
		super("The health of the workers cannot be told");
		this.workers = workers;
		this.flows = flows;
		this.listeners = listeners;
		this.time = time;
	}

	@Override
	protected void doHealthCheck(Health.Builder builder) {
		Set<Status> statuses = new LinkedHashSet<>();
		Map<String, MessageFlow> known = this.flows.list();
		for (WorkerSnapshot worker : this.workers.list()) {
			Status status = status(worker);
			statuses.add(status);
			Map<String, Object> detail = detail(worker, status);
			putUnreachable(known.get(worker.name()), detail);
			builder.withDetail(worker.name(), detail);
		}
		for (ListenerSnapshot listener : this.listeners.list()) {
			Status status = listener.failed() ? Status.DOWN : Status.UP;
			statuses.add(status);
			builder.withDetail(listener.name(), detail(listener, status));
		}
		builder.status(statuses.isEmpty() ? Status.UP : StatusAggregator.getDefault().getAggregateStatus(statuses));
	}

	static Status status(WorkerSnapshot worker) {
		if (worker.gaveUp() || worker.abandoned() || worker.stalled() || failedItsCheck(worker)) {
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

	/** What a check said of work that is over is a matter of the past. */
	private static boolean failedItsCheck(WorkerSnapshot worker) {
		return worker.state() == WorkerState.RUNNING && worker.health().result() == HealthResult.FAILED;
	}

	private Map<String, Object> detail(WorkerSnapshot worker, Status status) {
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
		putCondition(worker.condition(), detail);
		putUnlessNull(worker.restartAt(), detail, "restartAt");
		if (worker.health().checkedAt() != null) {
			detail.put("health", HealthView.of(worker.health(), this.time.now()));
		}
		putUnlessNull(FailureView.of(worker.lastFailure()), detail, "lastFailure");
		return detail;
	}

	private static Map<String, Object> detail(ListenerSnapshot listener, Status status) {
		Map<String, Object> detail = new LinkedHashMap<>();
		detail.put("status", status.getCode());
		detail.put("kind", listener.container().kind());
		detail.put("state", listener.state());
		detail.put("desired", listener.desired());
		putIf(listener.paused(), detail, "paused");
		return detail;
	}

	private static void putCondition(WorkerCondition condition, Map<String, Object> detail) {
		putUnlessNull(condition.degraded(), detail, "degraded");
		putUnlessNull(condition.recoveringUntil(), detail, "recoveringUntil");
		putUnlessNull(condition.stalledSince(), detail, "stalledSince");
		if (!condition.waitingFor().isEmpty()) {
			detail.put("waitingFor", condition.waitingFor());
		}
	}

	private static void putUnreachable(@Nullable MessageFlow flow, Map<String, Object> detail) {
		if (flow != null && !flow.unreachable().isEmpty()) {
			detail.put("unreachable", List.copyOf(flow.unreachable().keySet()));
		}
	}

	private static void putIf(boolean condition, Map<String, Object> detail, String key) {
		if (condition) {
			detail.put(key, true);
		}
	}

	private static void putUnlessNull(@Nullable Object value, Map<String, Object> detail, String key) {
		if (value != null) {
			detail.put(key, value);
		}
	}

}
