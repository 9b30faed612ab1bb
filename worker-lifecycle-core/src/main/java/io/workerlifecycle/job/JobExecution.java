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
 * @param lateness how much later it began than it was to, jitter aside; never negative
 * @param duration how long it took
 * @param attempts how often its method was called
 * @param outcome how it ended
 * @param exception what it threw, if it threw
 * @since 0.1.0
 */
public record JobExecution(String id, TriggerKind triggerKind, Instant scheduledTime, Instant startedAt,
		Duration lateness, Duration duration, int attempts, JobOutcome outcome, @Nullable Throwable exception) {
}
