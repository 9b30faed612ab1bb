package io.workerlifecycle.autoconfigure.process;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.workerlifecycle.job.JobSnapshot;
import io.workerlifecycle.job.JobsLifecycle;
import io.workerlifecycle.name.RelaxedName;
import io.workerlifecycle.shutdown.DrainKind;
import io.workerlifecycle.worker.StartOrder;
import io.workerlifecycle.worker.WorkerSettings;
import io.workerlifecycle.worker.WorkerSnapshot;

/**
 * A worker or a job in the plan of a start.
 *
 * @param kind what it is
 * @param name its name
 * @param phase the phase in which it starts and stops
 * @param after the workers that it starts after, and stops before
 * @param begin what makes it begin
 * @param stopTimeout how long its stop may take before it is interrupted
 * @param notes what else is to be said of its start
 */
record StartStep(DrainKind kind, String name, int phase, List<String> after, Begin begin, Duration stopTimeout,
		List<String> notes) {

	/**
	 * The step of a worker.
	 * @param further what others say of its start
	 */
	static StartStep of(WorkerSnapshot worker, List<String> further) {
		WorkerSettings settings = worker.settings();
		StartOrder order = settings.order();
		List<String> notes = new ArrayList<>();
		if (!order.after().isEmpty()) {
			notes.add("after " + String.join(" and ", order.after()));
		}
		if (order.awaitRunning()) {
			notes.add("awaited until it runs");
		}
		notes.add("start-timeout " + PlanText.of(settings.startTimeout()));
		notes.addAll(further);
		return new StartStep(DrainKind.WORKER, worker.name(), settings.phase(), order.after(), begin(settings),
				settings.stopTimeout(), List.copyOf(notes));
	}

	static StartStep of(JobSnapshot job) {
		Begin begin = job.enabled() ? Begin.BY_ITSELF : Begin.BY_HAND;
		return new StartStep(DrainKind.JOB, job.name(), JobsLifecycle.PHASE, List.of(), begin,
				job.settings().execution().stopTimeout(), List.of());
	}

	StartStep byHand() {
		Begin hand = (this.begin == Begin.NEVER) ? Begin.NEVER : Begin.BY_HAND;
		return new StartStep(this.kind, this.name, this.phase, this.after, hand, this.stopTimeout, this.notes);
	}

	boolean isWorker() {
		return this.kind == DrainKind.WORKER;
	}

	boolean mayRun() {
		return this.begin != Begin.NEVER;
	}

	/** The property that sets its stop-timeout. */
	String property() {
		return "worker-lifecycle." + (isWorker() ? "workers." : "jobs.") + RelaxedName.of(this.name).dashed()
				+ ".stop-timeout";
	}

	String title() {
		return (isWorker() ? "worker '" : "job '") + this.name + "'";
	}

	String line() {
		List<String> parts = new ArrayList<>(List.of(PlanText.phase(this.phase) + ": " + title()));
		switch (this.begin) {
			case NEVER -> parts.add("disabled");
			case BY_HAND -> parts.add("by hand only");
			case BY_ITSELF -> {
			}
		}
		parts.addAll(this.notes);
		parts.add("stop-timeout " + PlanText.of(this.stopTimeout));
		return String.join(", ", parts);
	}

	private static Begin begin(WorkerSettings settings) {
		if (!settings.enabled()) {
			return Begin.NEVER;
		}
		return settings.autoStartup() ? Begin.BY_ITSELF : Begin.BY_HAND;
	}

	/**
	 * What makes something begin.
	 */
	enum Begin {

		BY_ITSELF, BY_HAND, NEVER

	}

}
