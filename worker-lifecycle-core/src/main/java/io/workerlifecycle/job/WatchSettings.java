package io.workerlifecycle.job;

import java.time.Duration;

/**
 * What people see of a job.
 *
 * @param critical whether the application is unwell without this job
 * @param overdueAfter how long after a firing was due an execution must have begun
 * @param historySize how many executions are kept
 * @since 0.1.0
 */
public record WatchSettings(boolean critical, Duration overdueAfter, int historySize) {

	/** What is built in. */
	static final WatchSettings STANDARD = new WatchSettings(false, Duration.ofMinutes(5), 20);

}
