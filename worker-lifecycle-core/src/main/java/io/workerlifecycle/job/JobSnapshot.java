package io.workerlifecycle.job;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A job at one moment.
 *
 * @param name the name, as configured
 * @param target the class and method behind it
 * @param settings how it is to run
 * @param origins where each setting stands that is not built in, in words for people, by
 * its name as properties have it
 * @param health how it is
 * @param paused whether its firings are refused
 * @param executions those under way, the eldest first; several only where the job allows
 * it
 * @param lastExecution the last execution that ended, if there was one
 * @param nextExecution when it fires next, if that is known
 * @param consecutiveFailures how many executions failed since the last success
 * @param history the last executions, the latest first
 * @since 0.1.0
 */
public record JobSnapshot(String name, String target, JobSettings settings, Map<String, String> origins,
		JobHealth health, boolean paused, List<RunningExecution> executions, @Nullable JobExecution lastExecution,
		@Nullable Instant nextExecution, int consecutiveFailures, List<JobExecution> history) {

	/**
	 * Keeps unchangeable copies.
	 */
	public JobSnapshot {
		origins = Map.copyOf(origins);
		executions = List.copyOf(executions);
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

	/**
	 * The eldest execution under way.
	 * @return the execution, or null if there is none
	 */
	public @Nullable RunningExecution running() {
		return this.executions.isEmpty() ? null : this.executions.get(0);
	}

}
