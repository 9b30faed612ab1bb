package io.workerlifecycle.message;

import java.time.Duration;
import java.util.Set;

import org.springframework.core.retry.RetryPolicy;
import org.springframework.messaging.converter.MessageConversionException;

import io.workerlifecycle.retry.RetrySettings;

/**
 * Which failures are worth another attempt, and when it comes. A failure counts as what
 * it is and as each of its causes.
 *
 * @param timing how often and when
 * @param includes what is tried again; nothing here means everything
 * @param excludes what is never tried again
 * @since 0.1.0
 * @see RetryPolicy
 */
public record MessageRetry(RetrySettings timing, Set<Class<? extends Throwable>> includes,
		Set<Class<? extends Throwable>> excludes) {

	/** A message that cannot be read today cannot be read tomorrow. */
	private static final Set<Class<? extends Throwable>> NEVER = Set.of(MessageConversionException.class);

	/**
	 * What is built in: three retries, after 1, 2 and 4 seconds.
	 */
	public static final MessageRetry STANDARD = new MessageRetry(
			new RetrySettings(3, Duration.ofSeconds(1), 2, Duration.ofSeconds(30), Duration.ZERO), Set.of(), Set.of());

	/**
	 * Keeps the kinds of failures from changing.
	 */
	public MessageRetry {
		includes = Set.copyOf(includes);
		excludes = Set.copyOf(excludes);
	}

	RetryPolicy policy() {
		return RetryPolicy.builder()
			.maxRetries(this.timing.maxRetries())
			.delay(this.timing.delay())
			.multiplier(this.timing.multiplier())
			.maxDelay(this.timing.maxDelay())
			.jitter(this.timing.jitter())
			.includes(this.includes)
			.excludes(this.excludes)
			.excludes(NEVER)
			.build();
	}

}
