package io.workerlifecycle.autoconfigure.process;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What an application is about to start, in which order, and what its stop may need. A
 * value that knows nothing of the application.
 *
 * @param steps workers and jobs, in the order in which they start
 * @param stop what the stop may need
 */
record StartPlan(List<StartStep> steps, StopPlan stop) {

	static final int MOST_LINES = 50;

	/**
	 * Makes a plan.
	 * @param found workers and jobs, each in the order in which they start within their
	 * phase
	 * @param limits what the stop has
	 */
	static StartPlan of(List<StartStep> found, StopPlan.Limits limits) {
		List<StartStep> steps = found.stream().sorted(Comparator.comparingInt(StartStep::phase)).toList();
		return new StartPlan(steps, StopPlan.of(steps, limits));
	}

	boolean isEmpty() {
		return this.steps.isEmpty();
	}

	List<String> lines() {
		long workers = this.steps.stream().filter(StartStep::isWorker).count();
		List<String> lines = new ArrayList<>();
		lines.add("Start plan: " + count(workers, "worker") + ", " + count(this.steps.size() - workers, "job"));
		List<String> steps = this.steps.stream().map(StartStep::line).toList();
		PlanText.first(MOST_LINES, steps).forEach((line) -> lines.add("  " + line));
		lines.add("Stop, in this order:");
		this.stop.lines().forEach((line) -> lines.add("  " + line));
		return List.copyOf(lines);
	}

	private static String count(long number, String noun) {
		return number + " " + noun + ((number != 1) ? "s" : "");
	}

}
