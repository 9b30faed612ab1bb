package io.workerlifecycle.autoconfigure.process;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.workerlifecycle.name.RelaxedName;
import io.workerlifecycle.shutdown.Shutdown;

/**
 * What the stop of one phase may need. Workers and jobs of a phase stop at the same time,
 * but a worker stops after those that started after it.
 *
 * @param phase the phase
 * @param longest those that need longest, one after the other
 */
record StopPhase(int phase, List<StartStep> longest) {

	/**
	 * Looks for what needs longest.
	 * @param phase the phase
	 * @param steps everything in it that may run, in the order in which it starts
	 */
	static StopPhase of(int phase, List<StartStep> steps) {
		Map<RelaxedName, List<StartStep>> before = new HashMap<>();
		List<StartStep> longest = List.of();
		List<StartStep> backwards = new ArrayList<>(steps);
		Collections.reverse(backwards);
		for (StartStep step : backwards) {
			List<StartStep> way = new ArrayList<>();
			if (step.isWorker()) {
				way.addAll(before.getOrDefault(RelaxedName.of(step.name()), List.of()));
			}
			way.add(step);
			step.after().forEach((other) -> before.merge(RelaxedName.of(other), way, StopPhase::longer));
			longest = longer(way, longest);
		}
		return new StopPhase(phase, List.copyOf(longest));
	}

	Duration need() {
		return need(this.longest);
	}

	String line() {
		String ones = this.longest.stream().map(StartStep::title).collect(Collectors.joining(", then "));
		return PlanText.phase(this.phase) + ": up to " + PlanText.of(need()) + " for " + ones;
	}

	private static List<StartStep> longer(List<StartStep> one, List<StartStep> other) {
		return (need(one).compareTo(need(other)) >= 0) ? one : other;
	}

	private static Duration need(List<StartStep> way) {
		return way.stream()
			.map((step) -> step.stopTimeout().plus(Shutdown.GRACE))
			.reduce(Duration.ZERO, Duration::plus);
	}

}
