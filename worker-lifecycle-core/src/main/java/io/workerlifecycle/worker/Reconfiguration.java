package io.workerlifecycle.worker;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How workers are run from now on, worked out before any of it holds.
 *
 * @param next the workers with their settings
 */
record Reconfiguration(Map<SupervisedWorker, WorkerSettings> next) {

	/**
	 * Works it out.
	 * @param workers the workers
	 * @param named how they are run, by their names
	 * @param host decides about those that are not named
	 * @throws InvalidWorkerException if one of those cannot be run
	 */
	static Reconfiguration of(Collection<SupervisedWorker> workers, Map<String, WorkerSettings> named,
			WorkerHost host) {
		Map<SupervisedWorker, WorkerSettings> next = new LinkedHashMap<>();
		for (SupervisedWorker worker : workers) {
			WorkerDefinition definition = worker.definition();
			WorkerSettings settings = named.get(definition.name());
			next.put(worker,
					(settings != null) ? settings : host.define(definition.name(), definition.worker()).settings());
		}
		return new Reconfiguration(next);
	}

	/** The workers as they will be run. */
	List<WorkerDefinition> definitions() {
		return this.next.entrySet().stream().map((each) -> {
			SupervisedWorker worker = each.getKey();
			return worker.definition().with(each.getValue().forTheStartOf(worker.settings()));
		}).toList();
	}

}
