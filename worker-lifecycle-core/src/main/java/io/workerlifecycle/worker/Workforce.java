package io.workerlifecycle.worker;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.workerlifecycle.name.RelaxedName;
import org.jspecify.annotations.Nullable;

/**
 * All workers of a supervisor: who is there, and who waits for whom. Looked up from any
 * thread; what is said of waiting is used on the supervisor's thread only.
 */
final class Workforce {

	/** Guarded by itself; never locked while strangers are called. */
	private final Map<RelaxedName, SupervisedWorker> workers = new LinkedHashMap<>();

	/** Those that start after a worker, by its name. Guarded by {@link #workers}. */
	private final Map<RelaxedName, List<SupervisedWorker>> dependents = new LinkedHashMap<>();

	/**
	 * Those that were asked to leave and are still there. Guarded by {@link #workers}.
	 */
	private final Set<SupervisedWorker> leaving = new HashSet<>();

	private final WorkerRemoval removal;

	/**
	 * Those that have been running in this start of the application. Used on the
	 * supervisor's thread only.
	 */
	private final Set<SupervisedWorker> seenRunning = new HashSet<>();

	Workforce(WorkerRemoval removal) {
		this.removal = removal;
	}

	/**
	 * Adds workers at once, so that nobody can take one away that the next starts after.
	 * @param added the workers, each after those that it starts after
	 * @throws InvalidWorkerException if its name is taken, or if one that it starts after
	 * is not there or leaves
	 */
	void add(List<SupervisedWorker> added) {
		synchronized (this.workers) {
			added.forEach(this::add);
		}
	}

	private void add(SupervisedWorker worker) {
		WorkerDefinition definition = worker.definition();
		SupervisedWorker other = get(definition.name());
		if (other != null) {
			throw other.isRemoved() ? InvalidWorkerException.notEnded(other.definition().name())
					: InvalidWorkerException.duplicate(definition, other.definition());
		}
		requireAllOf(definition);
		this.workers.put(RelaxedName.of(definition.name()), worker);
		for (String after : definition.settings().order().after()) {
			this.dependents.computeIfAbsent(RelaxedName.of(after), (key) -> new ArrayList<>()).add(worker);
		}
	}

	/** They may have left since the order was worked out. */
	private void requireAllOf(WorkerDefinition added) {
		List<SupervisedWorker> staying = all().stream().filter((each) -> !this.leaving.contains(each)).toList();
		for (String after : added.settings().order().after()) {
			if (!staying.contains(get(after))) {
				throw InvalidWorkerException.unknownAfter(added, after,
						staying.stream().map((each) -> each.definition().name()).toList());
			}
		}
	}

	/**
	 * A worker is about to be removed: nobody is added any more that starts after it.
	 * @return those that start after it and so keep it here; if there are any, nothing
	 * has changed
	 */
	List<SupervisedWorker> retire(SupervisedWorker worker) {
		synchronized (this.workers) {
			List<SupervisedWorker> keeping = dependentsOf(worker);
			if (keeping.isEmpty() && worker == get(worker.definition().name())) {
				this.leaving.add(worker);
			}
			return keeping;
		}
	}

	/**
	 * A worker was removed and has ended.
	 * @param forgotten told when its name is free
	 */
	void dismiss(SupervisedWorker worker, Runnable forgotten) {
		this.removal.begin(worker.definition().name(), () -> {
			this.seenRunning.remove(worker);
			remove(worker);
			forgotten.run();
		});
	}

	private void remove(SupervisedWorker worker) {
		WorkerDefinition definition = worker.definition();
		synchronized (this.workers) {
			this.workers.remove(RelaxedName.of(definition.name()));
			this.leaving.remove(worker);
			for (String after : definition.settings().order().after()) {
				this.dependents.getOrDefault(RelaxedName.of(after), new ArrayList<>()).remove(worker);
			}
		}
	}

	@Nullable SupervisedWorker get(String name) {
		synchronized (this.workers) {
			return this.workers.get(RelaxedName.of(name));
		}
	}

	List<SupervisedWorker> all() {
		synchronized (this.workers) {
			return List.copyOf(this.workers.values());
		}
	}

	List<SupervisedWorker> dependentsOf(SupervisedWorker worker) {
		synchronized (this.workers) {
			return List.copyOf(this.dependents.getOrDefault(RelaxedName.of(worker.definition().name()), List.of()));
		}
	}

	/**
	 * Another start of the application begins: nobody has been running in it yet, except
	 * who runs already.
	 */
	void applicationStarts() {
		this.seenRunning.clear();
		all().forEach(SupervisedWorker::anotherStartBegins);
	}

	/** Those of the named workers that were not running yet in this start. */
	List<String> notYetRunning(List<String> names) {
		return names.stream().filter((name) -> {
			SupervisedWorker worker = get(name);
			return worker == null || !this.seenRunning.contains(worker);
		}).toList();
	}

	/** A worker is running: those that wait for it may begin. */
	void running(SupervisedWorker running) {
		this.seenRunning.add(running);
		dependentsOf(running).forEach(SupervisedWorker::othersChanged);
	}

	/** Whether a worker must not stop yet, since another that needs it still stops. */
	boolean isNeeded(SupervisedWorker worker) {
		return dependentsOf(worker).stream().anyMatch(SupervisedWorker::isStopping);
	}

	/** A worker has ended: those that it needed may stop. */
	void tellNeeded(SupervisedWorker ended) {
		for (String name : ended.definition().settings().order().after()) {
			SupervisedWorker needed = get(name);
			if (needed != null) {
				needed.dependentEnded();
			}
		}
	}

}
