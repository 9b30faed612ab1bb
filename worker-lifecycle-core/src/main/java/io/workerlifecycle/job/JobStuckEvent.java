package io.workerlifecycle.job;

import java.time.Instant;
import java.util.List;

/**
 * An execution goes on though it was interrupted, by its timeout or by somebody, and had
 * the stop-timeout of its job to end since. Its job does not run again until it ends.
 *
 * @param jobName the name of the job
 * @param executionId the id of the execution
 * @param since when it was found to be stuck
 * @param stack where its thread was then, innermost call first
 * @since 0.1.0
 */
public record JobStuckEvent(String jobName, String executionId, Instant since, List<StackTraceElement> stack) {

	/**
	 * Keeps an unchangeable copy of the stack.
	 */
	public JobStuckEvent {
		stack = List.copyOf(stack);
	}

}
