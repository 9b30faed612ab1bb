package io.workerlifecycle.autoconfigure.actuate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

import io.workerlifecycle.name.RelaxedName;
import io.workerlifecycle.worker.DesiredState;
import io.workerlifecycle.worker.WorkerSnapshot;
import io.workerlifecycle.worker.Workers;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.context.SmartLifecycle;

/**
 * The listener containers of the application, under names that stand beside those of
 * workers, and what people want of them. Any thread may ask.
 */
final class ListenerContainers {

	private static final Log logger = LogFactory.getLog(ListenerContainers.class);

	private final List<ListenerLibrary> libraries;

	private final Workers workers;

	/** Whether what starts by itself has been started, and is not being stopped. */
	private final BooleanSupplier started;

	/** What somebody told a container here; it outweighs what its library knows. */
	private final Map<SmartLifecycle, ListenerWish> told = Collections.synchronizedMap(new WeakHashMap<>());

	/** The ids whose names were found to be others' already. */
	private final Set<String> warned = ConcurrentHashMap.newKeySet();

	ListenerContainers(List<ListenerLibrary> libraries, Workers workers, BooleanSupplier started) {
		this.libraries = libraries;
		this.workers = workers;
		this.started = started;
	}

	/**
	 * The listener containers of an application without any library.
	 */
	static ListenerContainers none(Workers workers) {
		return new ListenerContainers(List.of(), workers, () -> false);
	}

	List<ListenerSnapshot> list() {
		List<ListenerSnapshot> all = new ArrayList<>();
		Set<RelaxedName> taken = new HashSet<>();
		for (ListenerLibrary library : this.libraries) {
			for (ListenerContainer container : library.containers()) {
				String name = name(container, taken);
				taken.add(RelaxedName.of(name));
				all.add(look(name, container));
			}
		}
		return all;
	}

	/**
	 * The container of that name, or {@code null} if there is none.
	 */
	@Nullable ListenerSnapshot find(String name) {
		RelaxedName wanted = RelaxedName.of(name);
		return list().stream()
			.filter((listener) -> RelaxedName.of(listener.name()).equals(wanted))
			.findFirst()
			.orElse(null);
	}

	/**
	 * Looks at a container.
	 */
	ListenerSnapshot look(String name, ListenerContainer container) {
		return ListenerSnapshot.of(name, container, wish(container));
	}

	/**
	 * Somebody tells a container what to do, which begins now.
	 */
	void tell(ListenerContainer container, DesiredState desired) {
		this.told.put(container.lifecycle(), new ListenerWish(desired, true));
	}

	/**
	 * A container has done what it was told, or could not. Once it runs, its library
	 * knows what becomes of it.
	 */
	void ended(ListenerContainer container) {
		boolean running = container.lifecycle().isRunning();
		this.told.computeIfPresent(container.lifecycle(),
				(lifecycle, wish) -> (running && wish.desired() == DesiredState.RUNNING) ? null
						: new ListenerWish(wish.desired(), false));
	}

	/**
	 * Whether nobody has told it to stop.
	 */
	boolean mayRun(ListenerContainer container) {
		ListenerWish said = this.told.get(container.lifecycle());
		return said == null || said.desired() == DesiredState.RUNNING;
	}

	/** Of an application that ends, none has to run any more. */
	private ListenerWish wish(ListenerContainer container) {
		ListenerWish said = this.told.get(container.lifecycle());
		if (said != null && (said.desired() == DesiredState.STOPPED || this.started.getAsBoolean())) {
			return said;
		}
		return new ListenerWish(container.isWanted() ? DesiredState.RUNNING : DesiredState.STOPPED, false);
	}

	/** A worker keeps its name, and so does a container that came first. */
	private String name(ListenerContainer container, Set<RelaxedName> taken) {
		String legal = RelaxedName.legalPart(container.id());
		String name = legal.isEmpty() ? container.kind() : legal;
		String full = name + "-" + container.kind();
		for (int i = 2; isTaken(name, taken); i++) {
			warn(container, name, full);
			name = full;
			full = name + "-" + i;
		}
		return name;
	}

	private boolean isTaken(String name, Set<RelaxedName> taken) {
		return taken.contains(RelaxedName.of(name)) || this.workers.find(name).map(WorkerSnapshot::name).isPresent();
	}

	private void warn(ListenerContainer container, String name, String other) {
		if (this.warned.add(container.kind() + " " + container.id() + " " + name)) {
			logger.warn("Listener container '" + container.id() + "' is shown as '" + other + "', since '" + name
					+ "' is the name of a worker or of another container; give the listener another id");
		}
	}

}
