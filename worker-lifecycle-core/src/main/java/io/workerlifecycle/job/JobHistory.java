package io.workerlifecycle.job;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What a job remembers of its executions, as it is at one moment. Immutable.
 *
 * @param last the last execution, kept even where no history is
 * @param lastFinal the outcome of the last execution that went to its end
 * @param failures how many failed since the last success
 * @param executions the last ones, the latest first
 */
record JobHistory(@Nullable JobExecution last, @Nullable JobOutcome lastFinal, int failures,
		List<JobExecution> executions) {

	JobHealth health() {
		if (this.lastFinal == null) {
			return JobHealth.NEVER_RUN;
		}
		return (this.lastFinal == JobOutcome.SUCCESS) ? JobHealth.OK : JobHealth.FAILING;
	}

}
