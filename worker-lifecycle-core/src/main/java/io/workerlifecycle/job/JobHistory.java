package io.workerlifecycle.job;

import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * What a job remembers of its executions. Immutable.
 *
 * @param last the last execution, kept even where no history is
 * @param lastFinal the outcome of the last execution that went to its end
 * @param failures how many failed since the last success
 * @param executions the last ones, the latest first
 */
record JobHistory(@Nullable JobExecution last, @Nullable JobOutcome lastFinal, int failures,
		List<JobExecution> executions) {

	static final JobHistory EMPTY = new JobHistory(null, null, 0, List.of());

	JobHistory with(JobExecution execution, int size) {
		List<JobExecution> kept = Stream.concat(Stream.of(execution), this.executions.stream()).limit(size).toList();
		if (execution.outcome() == JobOutcome.SUCCESS) {
			return new JobHistory(execution, JobOutcome.SUCCESS, 0, kept);
		}
		return execution.outcome().isFailure() ? new JobHistory(execution, execution.outcome(), this.failures + 1, kept)
				: new JobHistory(execution, this.lastFinal, this.failures, kept);
	}

	JobHealth health() {
		if (this.lastFinal == null) {
			return JobHealth.NEVER_RUN;
		}
		return (this.lastFinal == JobOutcome.SUCCESS) ? JobHealth.OK : JobHealth.FAILING;
	}

}
