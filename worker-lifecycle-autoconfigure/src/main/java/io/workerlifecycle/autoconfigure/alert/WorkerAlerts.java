package io.workerlifecycle.autoconfigure.alert;

import java.util.List;

import io.workerlifecycle.alert.AlertSeverity;
import io.workerlifecycle.alert.AlertSubject;
import io.workerlifecycle.alert.Alerts;
import io.workerlifecycle.alert.Problem;
import io.workerlifecycle.time.TimeSource;
import io.workerlifecycle.worker.DesiredState;
import io.workerlifecycle.worker.HealthRecord;
import io.workerlifecycle.worker.HealthResult;
import io.workerlifecycle.worker.RestartPolicy;
import io.workerlifecycle.worker.WorkerCondition;
import io.workerlifecycle.worker.WorkerFailure;
import io.workerlifecycle.worker.WorkerObserver;
import io.workerlifecycle.worker.WorkerSnapshot;
import io.workerlifecycle.worker.WorkerState;
import io.workerlifecycle.worker.WorkerTransition;
import org.jspecify.annotations.Nullable;

/**
 * Raises alerts when workers fail, give up, are abandoned, stalled or ill, and resolves
 * them. A failure is over when a later life has been running for the window of the
 * restart policy, which is also when its backoff begins anew: a worker that fails again
 * and again after a start that went well would otherwise raise and resolve with every
 * life.
 */
final class WorkerAlerts implements WorkerObserver {

	private static final String FAILED = "failed";

	private static final String GAVE_UP = "gave-up";

	private static final String ABANDONED = "abandoned";

	private static final String STALLED = "stalled";

	private static final String UNHEALTHY = "unhealthy";

	private final Alerts alerts;

	private final Recoveries recoveries;

	WorkerAlerts(Alerts alerts, TimeSource time) {
		this.alerts = alerts;
		this.recoveries = new Recoveries(time);
	}

	@Override
	public void changed(WorkerSnapshot worker, WorkerTransition transition) {
		if (!worker.abandoned()) {
			resolve(worker, ABANDONED, "has ended after all");
		}
		switch (transition.to()) {
			case RUNNING -> running(worker);
			case STOPPED -> stopped(worker);
			case ERROR -> failed(worker, transition);
			default -> {
			}
		}
	}

	@Override
	public void gaveUp(WorkerSnapshot worker) {
		// One that returned too often may have failed long ago, and not by that.
		Throwable cause = (worker.state() == WorkerState.ERROR) ? cause(worker) : null;
		raise(worker, GAVE_UP, AlertSeverity.CRITICAL, "gave up and will not be restarted by itself (restart policy "
				+ worker.settings().restart().policy() + ", " + worker.counts().restarts() + " restarts)", cause);
	}

	private void running(WorkerSnapshot worker) {
		resolve(worker, GAVE_UP, "is running");
		this.recoveries.running(worker.name(), worker.incarnation(), worker.settings().restart().window(),
				() -> resolve(worker, FAILED, "has been running long enough"));
	}

	private void stopped(WorkerSnapshot worker) {
		boolean ended = this.recoveries.ended(worker.name());
		if (worker.desired() == DesiredState.STOPPED) {
			this.recoveries.forget(worker.name());
			resolve(worker, FAILED, "was stopped on purpose");
			resolve(worker, GAVE_UP, "was stopped on purpose");
			resolve(worker, UNHEALTHY, "was stopped on purpose");
		}
		else if (ended && worker.settings().restart().policy() != RestartPolicy.ALWAYS) {
			this.recoveries.forget(worker.name());
			resolve(worker, FAILED, "has ended in good order");
		}
	}

	@Override
	public void abandoned(WorkerSnapshot worker) {
		this.recoveries.ended(worker.name());
		raise(worker, ABANDONED, AlertSeverity.CRITICAL,
				"did not end in its time and is abandoned; its thread lives on", null);
	}

	@Override
	public void stalled(WorkerSnapshot worker) {
		raise(worker, STALLED, AlertSeverity.WARNING,
				"made no progress for " + worker.settings().stall().timeout().toMillis() + " ms", null);
	}

	@Override
	public void conditionChanged(WorkerSnapshot worker, WorkerCondition before) {
		if (before.stalledSince() != null && !worker.stalled()) {
			resolve(worker, STALLED, (worker.state() == WorkerState.RUNNING) ? "is stalled no longer"
					: "is stalled no longer, since its life ended");
		}
	}

	@Override
	public void healthChecked(WorkerSnapshot worker, HealthRecord before) {
		WorkerFailure failure = worker.health().lastFailure();
		if (worker.health().result() == HealthResult.FAILED && failure != null) {
			raise(worker, UNHEALTHY, AlertSeverity.WARNING, "failed its health check", failure.exception());
		}
		else {
			resolve(worker, UNHEALTHY, "passes its health check");
		}
	}

	@Override
	public void removed(WorkerSnapshot worker) {
		this.recoveries.forget(worker.name());
		List.of(FAILED, GAVE_UP, ABANDONED, STALLED, UNHEALTHY)
			.forEach((problem) -> resolve(worker, problem, "was removed"));
	}

	private void failed(WorkerSnapshot worker, WorkerTransition transition) {
		if (!worker.abandoned()) {
			this.recoveries.failed(worker.name(),
					() -> raise(worker, FAILED, AlertSeverity.WARNING,
							"failed in state " + transition.from() + " (incarnation " + worker.incarnation() + ")",
							cause(worker)));
		}
	}

	private void raise(WorkerSnapshot worker, String problem, AlertSeverity severity, String words,
			@Nullable Throwable cause) {
		this.alerts.raise(new Problem(subject(worker), problem, severity, sentence(worker, words), cause));
	}

	private void resolve(WorkerSnapshot worker, String problem, String words) {
		this.alerts.resolve(subject(worker).key(problem), sentence(worker, words));
	}

	private static AlertSubject subject(WorkerSnapshot worker) {
		return new AlertSubject("worker", worker.name());
	}

	private static String sentence(WorkerSnapshot worker, String words) {
		return "Worker '" + worker.name() + "' " + words;
	}

	private static @Nullable Throwable cause(WorkerSnapshot worker) {
		WorkerFailure failure = worker.lastFailure();
		return (failure != null) ? failure.exception() : null;
	}

}
