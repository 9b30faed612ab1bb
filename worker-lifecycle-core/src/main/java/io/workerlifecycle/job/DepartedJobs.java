package io.workerlifecycle.job;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.workerlifecycle.name.RelaxedName;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of jobs that were removed. For use under the lock of the roster.
 */
final class DepartedJobs {

	/**
	 * Those that were removed while an execution went on. Who comes again by their name
	 * takes their place.
	 */
	private final Map<RelaxedName, Job> leaving = new HashMap<>();

	/** What code or properties declare, and may be asked to come back. */
	private final Map<RelaxedName, JobDeclaration> declared = new HashMap<>();

	Removed add(Job job) {
		List<ActiveExecution> running = job.running();
		forgetThoseWhoLeft();
		if (!running.isEmpty()) {
			this.leaving.put(job.name(), job);
		}
		return new Removed(job, running);
	}

	/** The job of a name of which an execution may still go on. */
	@Nullable Job takeOver(RelaxedName name) {
		return this.leaving.remove(name);
	}

	/** Those of which executions go on. */
	Stream<Job> running() {
		forgetThoseWhoLeft();
		return this.leaving.values().stream();
	}

	void mayComeBack(JobDeclaration declaration) {
		if (declaration.isOfABean()) {
			this.declared.put(declaration.name(), declaration);
		}
	}

	@Nullable JobDeclaration comesBack(RelaxedName name) {
		return this.declared.remove(name);
	}

	void comeBackNoMore(Collection<RelaxedName> names) {
		this.declared.keySet().removeAll(names);
	}

	private void forgetThoseWhoLeft() {
		this.leaving.values().removeIf((job) -> job.running().isEmpty());
	}

	/**
	 * A job that is out.
	 *
	 * @param job the job
	 * @param running those of it that go on
	 */
	record Removed(Job job, List<ActiveExecution> running) {
	}

}
