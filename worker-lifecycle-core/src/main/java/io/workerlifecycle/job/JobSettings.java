package io.workerlifecycle.job;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * How a job is to run: what its annotation, the properties and the defaults came to.
 *
 * @param trigger when it fires
 * @param initialDelay the time from the start of jobs to the first firing; null for the
 * trigger's own
 * @param runOnStart whether it fires once when jobs start
 * @param enabled whether it fires at all, but by hand
 * @param stopTimeout how long an execution may go on when the application stops, before
 * it is interrupted
 * @param critical whether the application is unwell without this job
 * @param historySize how many executions are kept
 * @param description what the job does, in words for people; may be empty
 * @param jitter each firing is delayed by a random time below this
 * @since 0.1.0
 */
public record JobSettings(JobTrigger trigger, @Nullable Duration initialDelay, boolean runOnStart, boolean enabled,
		Duration stopTimeout, boolean critical, int historySize, String description, Duration jitter) {

	/**
	 * Whether anything but a hand makes this job fire.
	 * @return false for a disabled job
	 */
	public boolean firesByItself() {
		return this.enabled && !(this.trigger instanceof JobTrigger.Disabled);
	}

}
