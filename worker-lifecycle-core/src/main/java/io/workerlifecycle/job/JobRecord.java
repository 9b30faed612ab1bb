package io.workerlifecycle.job;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Where a job keeps what it remembers of its executions. Several may end at once, and far
 * more end than are looked at: the lists are made for whoever looks. Its fields are
 * guarded by its monitor.
 */
final class JobRecord {

	private final PastExecutions executions = new PastExecutions();

	/** How many of them people see. */
	private int shown;

	private @Nullable JobOutcome lastFinal;

	private int failures;

	synchronized void add(ActiveExecution source, JobExecution execution, int size) {
		this.executions.add(source, execution, size);
		this.shown = size;
		if (execution.outcome() == JobOutcome.SUCCESS) {
			end(JobOutcome.SUCCESS);
			this.failures = 0;
		}
		else if (execution.outcome().isFailure()) {
			end(execution.outcome());
			this.failures++;
		}
	}

	synchronized int failures() {
		return this.failures;
	}

	synchronized JobHistory history() {
		List<JobExecution> last = this.executions.latest(1);
		return new JobHistory(last.isEmpty() ? null : last.get(0), this.lastFinal, this.failures,
				this.executions.latest(this.shown));
	}

	// To write a reference into an object that lives long is work for a garbage
	// collector.
	private void end(JobOutcome outcome) {
		if (this.lastFinal != outcome) {
			this.lastFinal = outcome;
		}
	}

}
