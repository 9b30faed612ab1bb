package io.workerlifecycle.message;

import org.jspecify.annotations.Nullable;

import org.springframework.util.backoff.BackOffExecution;

/**
 * What is remembered of a message whose processing failed.
 *
 * @param attempts how often it was attempted
 * @param failure the last failure
 * @param next gives the time before each further attempt
 * @param exhausted whether there is no further attempt
 * @param dueNanos when the next attempt may begin; {@code null} for at once
 */
record FailedMessage(int attempts, Throwable failure, BackOffExecution next, boolean exhausted,
		@Nullable Long dueNanos) {

	static FailedMessage first(Throwable failure, BackOffExecution next) {
		return new FailedMessage(1, failure, next, false, null);
	}

	FailedMessage again(Throwable again) {
		return new FailedMessage(this.attempts + 1, again, this.next, false, null);
	}

	FailedMessage due(@Nullable Long nanos) {
		return new FailedMessage(this.attempts, this.failure, this.next, this.exhausted, nanos);
	}

	FailedMessage exhaust() {
		return new FailedMessage(this.attempts, this.failure, this.next, true, null);
	}

}
