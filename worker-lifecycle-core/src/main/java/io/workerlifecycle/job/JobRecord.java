package io.workerlifecycle.job;

import java.util.concurrent.atomic.AtomicReference;

/**
 * Where a job keeps what it remembers of its executions. Several may end at once.
 */
final class JobRecord {

	private final AtomicReference<JobHistory> history = new AtomicReference<>(JobHistory.EMPTY);

	void add(JobExecution execution, int size) {
		this.history.updateAndGet((current) -> current.with(execution, size));
	}

	JobHistory history() {
		return this.history.get();
	}

}
