package io.workerlifecycle.worker;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.workerlifecycle.name.RelaxedName;

/**
 * Workers in an order in which each comes after those that it starts after.
 */
final class StartSequence {

	private final Map<RelaxedName, WorkerDefinition> known = new LinkedHashMap<>();

	private final Set<WorkerDefinition> sorted = new LinkedHashSet<>();

	private final List<WorkerDefinition> path = new ArrayList<>();

	private StartSequence(Collection<WorkerDefinition> definitions) {
		definitions.forEach((definition) -> this.known.putIfAbsent(RelaxedName.of(definition.name()), definition));
	}

	/**
	 * Sorts workers.
	 * @param definitions all workers there are
	 * @return the same, sorted
	 * @throws InvalidWorkerException if a worker starts after itself by whatever way,
	 * after one in a higher phase, or after one that is not there
	 */
	static List<WorkerDefinition> of(Collection<WorkerDefinition> definitions) {
		StartSequence sequence = new StartSequence(definitions);
		definitions.forEach(sequence::visit);
		return List.copyOf(sequence.sorted);
	}

	private void visit(WorkerDefinition definition) {
		if (this.sorted.contains(definition)) {
			return;
		}
		if (this.path.contains(definition)) {
			throw InvalidWorkerException.circle(circle(definition));
		}
		this.path.add(definition);
		for (String name : definition.settings().order().after()) {
			visit(target(definition, name));
		}
		this.path.remove(definition);
		this.sorted.add(definition);
	}

	private WorkerDefinition target(WorkerDefinition definition, String name) {
		WorkerDefinition target = this.known.get(RelaxedName.of(name));
		if (target == null) {
			throw InvalidWorkerException.unknownAfter(definition, name,
					this.known.values().stream().map(WorkerDefinition::name).toList());
		}
		if (target.settings().phase() > definition.settings().phase()) {
			throw InvalidWorkerException.laterPhase(definition, target);
		}
		return target;
	}

	private String circle(WorkerDefinition again) {
		List<WorkerDefinition> round = new ArrayList<>(this.path.subList(this.path.indexOf(again), this.path.size()));
		round.add(again);
		return round.stream().map(WorkerDefinition::name).collect(Collectors.joining(" -> "));
	}

}
