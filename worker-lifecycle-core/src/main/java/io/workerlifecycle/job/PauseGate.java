package io.workerlifecycle.job;

import org.jspecify.annotations.Nullable;

/**
 * Lets nothing pass of a job that is paused.
 */
final class PauseGate implements FiringGate {

	@Override
	public @Nullable RefusalReason refuse(Job job, ActiveExecution execution) {
		return job.isPaused() ? RefusalReason.PAUSED : null;
	}

}
