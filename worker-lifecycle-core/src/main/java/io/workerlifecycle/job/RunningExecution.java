package io.workerlifecycle.job;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * One run of a job that goes on.
 *
 * @param id the id of the execution
 * @param triggerKind what made the job fire
 * @param scheduledTime when it was due
 * @param startedAt when its method began; null while a thread is about to take it
 * @param age how long it has run
 * @param stopRequested whether it was asked to stop
 * @param stack where its thread is, innermost call first; empty in a list of jobs
 * @since 0.1.0
 */
public record RunningExecution(String id, TriggerKind triggerKind, Instant scheduledTime, @Nullable Instant startedAt,
		Duration age, boolean stopRequested, List<StackTraceElement> stack) {

	/**
	 * Keeps an unchangeable copy of the stack.
	 */
	public RunningExecution {
		stack = List.copyOf(stack);
	}

}
