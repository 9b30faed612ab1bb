package io.workerlifecycle.job;

import org.jspecify.annotations.Nullable;

/**
 * Lets one execution of a job at a time pass, by giving it the job's slot.
 */
final class OverlapGate implements FiringGate {

	@Override
	public @Nullable RefusalReason refuse(Job job, ActiveExecution execution) {
		return job.occupy(execution) ? null : RefusalReason.OVERLAP;
	}

}
