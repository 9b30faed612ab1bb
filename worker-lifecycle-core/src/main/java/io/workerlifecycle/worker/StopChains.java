package io.workerlifecycle.worker;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

import io.workerlifecycle.name.RelaxedName;
import io.workerlifecycle.phase.PhaseTimeouts;

/**
 * How long the stops of workers take that wait for each other: a phase gets the time of
 * the longest chain in it. Guarded by itself.
 */
final class StopChains {

	/**
	 * What a stop takes besides the stop-timeout: the grace after the interrupt, and the
	 * way of the callback.
	 */
	private static final Duration MARGIN = Duration.ofSeconds(4);

	private final PhaseTimeouts phases;

	/** In an order in which each comes after those that it starts after. */
	private final Map<RelaxedName, Chain> chains = new LinkedHashMap<>();

	StopChains(PhaseTimeouts phases) {
		this.phases = phases;
	}

	/** Adds a worker; those that it starts after are there already. */
	synchronized void add(WorkerDefinition definition) {
		this.chains.remove(RelaxedName.of(definition.name()));
		extend(new Chain(definition, own(definition)));
	}

	/** Workers get another stop-timeout, in the same order as before. */
	synchronized void change(Collection<WorkerDefinition> definitions) {
		Map<RelaxedName, WorkerDefinition> all = new LinkedHashMap<>();
		this.chains.forEach((name, chain) -> all.put(name, chain.definition()));
		definitions.forEach((each) -> all.replace(RelaxedName.of(each.name()), each));
		this.chains.clear();
		all.values().forEach(this::add);
	}

	private void extend(Chain chain) {
		this.chains.put(RelaxedName.of(chain.definition().name()), chain);
		this.phases.raise(chain.definition().settings().phase(), chain.needed());
		for (String after : chain.definition().settings().order().after()) {
			Chain needed = this.chains.get(RelaxedName.of(after));
			if (needed != null && needed.phase() == chain.phase()) {
				Duration together = own(needed.definition()).plus(chain.needed());
				if (together.compareTo(needed.needed()) > 0) {
					extend(new Chain(needed.definition(), together));
				}
			}
		}
	}

	private static Duration own(WorkerDefinition definition) {
		return definition.settings().stopTimeout().plus(MARGIN);
	}

	/**
	 * A worker and those that stop before it.
	 *
	 * @param definition the worker
	 * @param needed how long all of them need
	 */
	private record Chain(WorkerDefinition definition, Duration needed) {

		private int phase() {
			return this.definition.settings().phase();
		}

	}

}
