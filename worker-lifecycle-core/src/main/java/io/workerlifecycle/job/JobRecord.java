package io.workerlifecycle.job;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Where a job keeps what it remembers of its executions. Several may end at once, and far
 * more end than are looked at: the lists are made for whoever looks. Its fields are
 * guarded by its monitor.
 */
final class JobRecord {

	/** The latest first. */
	private final Deque<JobExecution> executions = new ArrayDeque<>(0);

	private @Nullable JobExecution last;

	private @Nullable JobOutcome lastFinal;

	private int failures;

	synchronized void add(JobExecution execution, int size) {
		this.last = execution;
		if (execution.outcome() == JobOutcome.SUCCESS) {
			this.lastFinal = JobOutcome.SUCCESS;
			this.failures = 0;
		}
		else if (execution.outcome().isFailure()) {
			this.lastFinal = execution.outcome();
			this.failures++;
		}
		this.executions.addFirst(execution);
		while (this.executions.size() > size) {
			this.executions.removeLast();
		}
	}

	synchronized int failures() {
		return this.failures;
	}

	synchronized JobHistory history() {
		return new JobHistory(this.last, this.lastFinal, this.failures, List.copyOf(this.executions));
	}

}
