package io.workerlifecycle.retry;

import java.time.Duration;

/**
 * How often an execution tries again when its method throws, in the words of Spring's
 * {@link org.springframework.core.retry.RetryPolicy}.
 *
 * @param maxRetries how many attempts there are after the first; 0 for none
 * @param delay the time before the second attempt
 * @param multiplier by what the delay grows from attempt to attempt
 * @param maxDelay the longest delay
 * @param jitter by how much a delay may be longer or shorter
 * @since 0.1.0
 */
public record RetrySettings(int maxRetries, Duration delay, double multiplier, Duration maxDelay, Duration jitter) {

	/**
	 * What is built in: one attempt.
	 */
	public static final RetrySettings STANDARD = new RetrySettings(0, Duration.ofSeconds(1), 1, Duration.ofSeconds(30),
			Duration.ZERO);

}
