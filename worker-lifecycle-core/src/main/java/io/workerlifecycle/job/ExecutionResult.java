package io.workerlifecycle.job;

import org.jspecify.annotations.Nullable;

/**
 * What a step made of an execution.
 *
 * @since 0.1.0
 * @see ExecutionStep
 */
public sealed interface ExecutionResult {

	/**
	 * The method was called.
	 *
	 * @param outcome how it ended
	 * @param exception what it threw, if it threw
	 */
	record Ran(JobOutcome outcome, @Nullable Throwable exception) implements ExecutionResult {
	}

	/**
	 * The method was not called.
	 *
	 * @param reason why
	 */
	record Refused(RefusalReason reason) implements ExecutionResult {
	}

}
