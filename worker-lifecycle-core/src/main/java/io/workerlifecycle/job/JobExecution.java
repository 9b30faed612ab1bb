package io.workerlifecycle.job;

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * One run of a job that has ended.
 *
 * @param id the id of the execution
 * @param triggerKind what made the job fire
 * @param scheduledTime when it was due
 * @param startedAt when its method began
 * @param duration how long it took
 * @param outcome how it ended
 * @param exception what it threw, if it threw
 * @since 0.1.0
 */
public record JobExecution(String id, TriggerKind triggerKind, Instant scheduledTime, Instant startedAt,
		Duration duration, JobOutcome outcome, @Nullable Throwable exception) {

	/**
	 * How much later than due it began.
	 * @return the lateness, never negative
	 */
	public Duration lateness() {
		Duration lateness = Duration.between(this.scheduledTime, this.startedAt);
		return lateness.isNegative() ? Duration.ZERO : lateness;
	}

}
