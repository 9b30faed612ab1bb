package io.workerlifecycle.sample;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

import io.workerlifecycle.job.JobContext;
import io.workerlifecycle.job.JobDefinition;

/**
 * Looks again at files that were written to while they were read. A job that fires once,
 * some seconds after the last of them, hands them to the hasher, so that they need not
 * wait for the next scan. Adding the job again replaces it, and so puts it off. The scan
 * brings whatever is left out here. Safe for use by several threads.
 */
final class Rechecks {

	private static final Duration QUIET = Duration.ofSeconds(10);

	private static final int MAX_FILES = 1000;

	private final FindingQueue queue;

	private final Consumer<JobDefinition> jobs;

	private final Clock clock;

	private final Set<Finding.Suspect> files = ConcurrentHashMap.newKeySet();

	/**
	 * Makes it, without a job.
	 * @param queue the way to the hasher
	 * @param jobs adds a job, or replaces the one of its name
	 * @param clock tells the time
	 */
	Rechecks(FindingQueue queue, Consumer<JobDefinition> jobs, Clock clock) {
		this.queue = queue;
		this.jobs = jobs;
		this.clock = clock;
	}

	void add(List<Finding.Suspect> unsteady) {
		if (unsteady.isEmpty() || this.files.size() >= MAX_FILES) {
			return;
		}
		this.files.addAll(unsteady);
		this.jobs.accept(JobDefinition.named("recheck")
			.at(this.clock.instant().plus(QUIET))
			.description("Hands files that changed while they were read to the hasher again")
			.action(this::recheck));
	}

	void recheck(JobContext context) {
		List<Finding> quiet = List.copyOf(this.files);
		// Before they are put: the hasher may bring one back at once.
		quiet.forEach(this.files::remove);
		this.queue.put(quiet, context::isStopRequested);
	}

}
