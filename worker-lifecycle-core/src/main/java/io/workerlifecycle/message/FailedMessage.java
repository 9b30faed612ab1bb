package io.workerlifecycle.message;

import org.springframework.util.backoff.BackOffExecution;

/**
 * What is remembered of a message whose processing failed.
 *
 * @param attempts how often it was attempted
 * @param failure the last failure
 * @param next gives the time before each further attempt
 * @param exhausted whether there is no further attempt
 */
record FailedMessage(int attempts, Throwable failure, BackOffExecution next, boolean exhausted) {

	FailedMessage again(Throwable again) {
		return new FailedMessage(this.attempts + 1, again, this.next, false);
	}

	FailedMessage exhaust() {
		return new FailedMessage(this.attempts, this.failure, this.next, true);
	}

}
