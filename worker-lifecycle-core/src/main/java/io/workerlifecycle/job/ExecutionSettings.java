package io.workerlifecycle.job;

import java.time.Duration;

import io.workerlifecycle.retry.RetrySettings;
import org.jspecify.annotations.Nullable;

/**
 * How long an execution may take, and how often it tries.
 *
 * @param timeout how long it may take with all its attempts, before it is interrupted;
 * null for ever
 * @param stopTimeout how long it may go on when the application stops, before it is
 * interrupted; and after an interrupt, before it counts as stuck
 * @param retry how often it tries again
 * @since 0.1.0
 */
public record ExecutionSettings(@Nullable Duration timeout, Duration stopTimeout, RetrySettings retry) {

	/** What is built in: one attempt, as long as it takes. */
	static final ExecutionSettings STANDARD = new ExecutionSettings(null, Duration.ofSeconds(10),
			RetrySettings.STANDARD);

}
