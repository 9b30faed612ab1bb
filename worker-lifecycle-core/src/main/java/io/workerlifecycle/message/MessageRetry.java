package io.workerlifecycle.message;

import java.time.Duration;
import java.util.Set;

import io.workerlifecycle.retry.RetrySettings;

import org.springframework.core.retry.RetryPolicy;
import org.springframework.messaging.converter.MessageConversionException;
import org.springframework.util.backoff.BackOffExecution;

import static io.workerlifecycle.worker.SettingRangeException.require;
import static io.workerlifecycle.worker.SettingRangeException.requirePositive;
import static io.workerlifecycle.worker.SettingRangeException.requireTime;

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
	 * Checks that attempts can come so.
	 */
	public MessageRetry {
		includes = Set.copyOf(includes);
		excludes = Set.copyOf(excludes);
		require(timing.maxRetries() >= 0, "retry.max-retries must not be negative, but is " + timing.maxRetries(),
				"retry.max-retries");
		require(timing.multiplier() >= 1, "retry.multiplier must be 1 or more, but is " + timing.multiplier(),
				"retry.multiplier");
		requireTime(timing.delay(), "retry.delay");
		requirePositive(timing.maxDelay(), "retry.max-delay");
		requireTime(timing.jitter(), "retry.jitter");
	}

	/**
	 * Whether a failure is worth another attempt. Spring's policies ask this in the same
	 * words, but never come back from causes that go round in a circle.
	 */
	boolean includes(Throwable failure) {
		if (Causes.include(failure, NEVER) || Causes.include(failure, this.excludes)) {
			return false;
		}
		return this.includes.isEmpty() || Causes.include(failure, this.includes);
	}

	/** The times between the attempts of one message. */
	BackOffExecution delays() {
		return RetryPolicy.builder()
			.maxRetries(this.timing.maxRetries())
			.delay(this.timing.delay())
			.multiplier(this.timing.multiplier())
			.maxDelay(this.timing.maxDelay())
			.jitter(this.timing.jitter())
			.build()
			.getBackOff()
			.start();
	}

}
