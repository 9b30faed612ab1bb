package io.workerlifecycle.job;

import org.jspecify.annotations.Nullable;

/**
 * Decides, on the thread that fires, whether a firing goes on to its job. Never waits.
 */
@FunctionalInterface
interface FiringGate {

	/** Null lets it pass. */
	@Nullable RefusalReason refuse(Job job, ActiveExecution execution);

}
