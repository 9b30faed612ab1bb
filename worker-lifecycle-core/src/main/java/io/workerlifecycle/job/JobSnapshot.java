package io.workerlifecycle.job;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A job at one moment.
 *
 * @param name the name, as configured
 * @param target the class and method behind it
 * @param settings how it is to run
 * @param health what its last executions say
 * @param running the execution under way, if there is one
 * @param lastExecution the last execution that ended, if there was one
 * @param nextExecution when it fires next, if that is known
 * @param consecutiveFailures how many executions failed since the last success
 * @param history the last executions, the latest first
 * @since 0.1.0
 */
public record JobSnapshot(String name, String target, JobSettings settings, JobHealth health,
		@Nullable RunningExecution running, @Nullable JobExecution lastExecution, @Nullable Instant nextExecution,
		int consecutiveFailures, List<JobExecution> history) {

	/**
	 * Keeps an unchangeable copy of the history.
	 */
	public JobSnapshot {
		history = List.copyOf(history);
	}

	/**
	 * When the job fires.
	 * @return its trigger
	 */
	public JobTrigger trigger() {
		return this.settings.trigger();
	}

	/**
	 * Whether the job fires by itself.
	 * @return false for a disabled job
	 */
	public boolean enabled() {
		return this.settings.firesByItself();
	}

}
