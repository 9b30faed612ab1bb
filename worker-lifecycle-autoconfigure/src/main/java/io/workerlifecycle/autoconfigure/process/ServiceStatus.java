package io.workerlifecycle.autoconfigure.process;

import java.util.List;
import java.util.stream.Collectors;

import io.workerlifecycle.worker.WorkerSnapshot;
import io.workerlifecycle.worker.WorkerState;
import org.jspecify.annotations.Nullable;

/**
 * The workers of an application, as a service manager wants to know of them.
 *
 * @param running how many of them are running
 * @param total how many there are
 * @param awaited the critical ones that have to run before the application is ready
 * @param stuck the critical ones that will not go on by themselves
 */
record ServiceStatus(long running, int total, List<String> awaited, List<String> stuck) {

	static ServiceStatus of(List<WorkerSnapshot> workers) {
		long running = workers.stream().filter((worker) -> worker.state() == WorkerState.RUNNING).count();
		List<String> awaited = workers.stream()
			.filter(WorkerSnapshot::holdsReadiness)
			.map(WorkerSnapshot::name)
			.toList();
		List<String> stuck = workers.stream().filter(ServiceStatus::isStuck).map(WorkerSnapshot::name).toList();
		return new ServiceStatus(running, workers.size(), awaited, stuck);
	}

	/**
	 * One line for people.
	 * @param refusal why the latest reload was refused, or {@code null} if it was not
	 */
	String text(@Nullable String refusal) {
		String workers = (this.total > 0) ? "workers running " + this.running + " of " + this.total : "running";
		String waiting = this.awaited.isEmpty() ? "" : ", waiting for " + names(this.awaited);
		return workers + waiting
				+ ((refusal != null) ? "; reload refused: " + refusal.lines().findFirst().orElse("") : "");
	}

	String stuckNames() {
		return names(this.stuck);
	}

	private static boolean isStuck(WorkerSnapshot worker) {
		return worker.settings().critical() && (worker.stalled() || worker.gaveUp() || worker.abandoned());
	}

	private static String names(List<String> names) {
		return names.stream().map((name) -> "'" + name + "'").collect(Collectors.joining(", "));
	}

}
