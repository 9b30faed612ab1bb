package io.workerlifecycle.autoconfigure.process;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the stop of an application may need, against what it has.
 *
 * @param phases the phases of workers and jobs, in the order in which they stop
 * @param tooLong what has a stop-timeout above the budget
 * @param limits what the stop has
 */
record StopPlan(List<StopPhase> phases, List<StartStep> tooLong, Limits limits) {

	private static final int MOST_NAMES = 5;

	static StopPlan of(List<StartStep> steps, Limits limits) {
		Map<Integer, List<StartStep>> byPhase = steps.stream()
			.filter(StartStep::mayRun)
			.collect(Collectors.groupingBy(StartStep::phase, () -> new TreeMap<>(Comparator.reverseOrder()),
					Collectors.toList()));
		List<StopPhase> phases = byPhase.entrySet()
			.stream()
			.map((phase) -> StopPhase.of(phase.getKey(), phase.getValue()))
			.toList();
		List<StartStep> tooLong = steps.stream()
			.filter((step) -> step.mayRun() && step.stopTimeout().compareTo(limits.budget()) > 0)
			.toList();
		return new StopPlan(phases, tooLong, limits);
	}

	/** What workers and jobs may need together. */
	Duration need() {
		return this.phases.stream().map(StopPhase::need).reduce(Duration.ZERO, Duration::plus);
	}

	List<String> lines() {
		List<String> lines = new ArrayList<>(PlanText.first(StartPlan.MOST_LINES, phaseLines()));
		lines.add("workers and jobs together: up to " + PlanText.of(need()) + ", of a budget of "
				+ PlanText.of(this.limits.budget()));
		int others = this.limits.others().size();
		if (others > 0) {
			lines.add("the " + others + " phases of others: up to " + PlanText.of(this.limits.phaseTimeout())
					+ " each, by spring.lifecycle.timeout-per-shutdown-phase, besides the budget");
		}
		return List.copyOf(lines);
	}

	/** What cannot fit, and the way out; nothing if all fits. */
	List<String> warnings() {
		return Stream.of(tooLongWarning(), needWarning()).flatMap(List::stream).toList();
	}

	private List<String> phaseLines() {
		Map<Integer, List<String>> lines = new TreeMap<>(Comparator.reverseOrder());
		this.phases
			.forEach((phase) -> lines.computeIfAbsent(phase.phase(), (key) -> new ArrayList<>()).add(phase.line()));
		this.limits.others()
			.forEach((other) -> lines.computeIfAbsent(other.phase(), (key) -> new ArrayList<>()).add(other.line()));
		return lines.values().stream().flatMap(List::stream).toList();
	}

	private List<String> tooLongWarning() {
		if (this.tooLong.isEmpty()) {
			return List.of();
		}
		List<String> ones = this.tooLong.stream()
			.map((step) -> step.property() + "=" + PlanText.of(step.stopTimeout()))
			.toList();
		return List.of("A stop-timeout is longer than the budget of the whole stop, "
				+ PlanText.of(this.limits.budget()) + ", and is cut to it when the application closes: "
				+ String.join(", ", PlanText.first(MOST_NAMES, ones)) + ". " + wayOut());
	}

	private List<String> needWarning() {
		if (need().compareTo(this.limits.budget()) <= 0) {
			return List.of();
		}
		List<String> ones = this.phases.stream().map(StopPhase::line).toList();
		return List
			.of("Workers and jobs may need " + PlanText.of(need()) + " to stop, which cannot fit into the budget of "
					+ PlanText.of(this.limits.budget()) + "; what is late is then interrupted early. "
					+ String.join("; ", PlanText.first(MOST_NAMES, ones)) + ". " + wayOut());
	}

	private String wayOut() {
		StartStep longest = this.phases.stream()
			.flatMap((phase) -> phase.longest().stream())
			.max(Comparator.comparing(StartStep::stopTimeout))
			.orElseThrow();
		return "Raise " + ShutdownProperties.BUDGET + ", and the grace period of the platform with it, or lower "
				+ longest.property() + ".";
	}

	/**
	 * What a stop has.
	 *
	 * @param budget how long workers and jobs may take together
	 * @param phaseTimeout how long each phase of others may take
	 * @param others the phases of others
	 */
	record Limits(Duration budget, Duration phaseTimeout, List<OtherPhase> others) {
	}

}
