package io.workerlifecycle.autoconfigure.actuate;

import java.util.HashSet;
import java.util.Set;
import java.util.function.ToDoubleFunction;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.workerlifecycle.worker.WorkerState;

import org.springframework.context.SmartLifecycle;

/**
 * The states of listener containers as meters, as workers have them. Those that are there
 * when the application starts have some.
 */
final class ListenerMetrics implements SmartLifecycle {

	private static final String STATE = "worker.state";

	private final MeterRegistry registry;

	private final ListenerContainers containers;

	/** Whose meters are there. Used by the life cycle. */
	private final Set<String> known = new HashSet<>();

	/** Written by the life cycle of the context, one call at a time. */
	private volatile boolean running;

	ListenerMetrics(MeterRegistry registry, ListenerContainers containers) {
		this.registry = registry;
		this.containers = containers;
	}

	@Override
	public void start() {
		for (ListenerSnapshot listener : this.containers.list()) {
			if (this.known.add(listener.name())) {
				register(listener.name());
			}
		}
		this.running = true;
	}

	private void register(String name) {
		MeterGroup meters = new MeterGroup(this.registry, Tags.of("worker.name", name), WorkerState.values().length);
		for (WorkerState state : WorkerState.values()) {
			Gauge.builder(STATE, this.containers, new Reading(name, state))
				.description("1 for the state the worker is in, 0 for the others")
				.tags(meters.vacant(STATE, Tags.of("state", state.name())))
				.register(this.registry);
		}
	}

	@Override
	public void stop() {
		this.running = false;
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	/**
	 * The lowest: after the containers are made, and before any is started.
	 */
	@Override
	public int getPhase() {
		return Integer.MIN_VALUE;
	}

	/**
	 * Reads whether a container is in a state. It must not hold the containers: a
	 * registry that outlives its application would keep all of it in memory.
	 */
	private record Reading(String name, WorkerState state) implements ToDoubleFunction<ListenerContainers> {

		@Override
		public double applyAsDouble(ListenerContainers containers) {
			ListenerSnapshot listener = containers.find(this.name);
			if (listener == null) {
				return Double.NaN;
			}
			return (listener.state() == this.state) ? 1 : 0;
		}

	}

}
