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
 * @param startedAt when its method began; null while it waits for a thread
 * @param age how long it has run
 * @param attempt which attempt it is, from 1 on; 0 while it waits for a thread
 * @param stopRequested whether it was asked to stop
 * @param stuckSince when it was found to go on though it had been interrupted; null if it
 * was not
 * @param stack where its thread is, innermost call first; empty in a list of jobs
 * @since 0.1.0
 */
public record RunningExecution(String id, TriggerKind triggerKind, Instant scheduledTime, @Nullable Instant startedAt,
		Duration age, int attempt, boolean stopRequested, @Nullable Instant stuckSince, List<StackTraceElement> stack) {

	/**
	 * Keeps an unchangeable copy of the stack.
	 */
	public RunningExecution {
		stack = List.copyOf(stack);
	}

}
