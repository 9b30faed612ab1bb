package io.workerlifecycle.autoconfigure.message;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The settings that a message worker has besides those of all workers, or the defaults of
 * all message workers. What is not set is left to the annotation, the defaults and what
 * is built in. Durations are text, since a bare number is refused; so are classes, since
 * whoever wrote a wrong one is told where.
 *
 * @param channel Names of the channels that messages are taken from.
 * @param concurrency Number of threads that take messages from each channel.
 * @param pollTimeout Time that a thread waits in an empty channel, before it looks again
 * whether the worker stops.
 * @param processingTimeout Maximum time that a message or a batch may take, before it is
 * named with the stack of its thread. Use '0s' for any time.
 * @param retry What follows when a message cannot be processed.
 * @param deadLetterChannel Name of the channel for messages that cannot be processed. An
 * empty value sends them to the end of their own channel.
 * @param degradeOn Class names of the failures that degrade the worker, of the failure
 * itself or one of its causes.
 * @param degradeProbeInterval Time after a failure until a degraded worker tries again to
 * process a message in full.
 * @param batch When a batch is full.
 * @param transactionManager Name of the transaction manager in whose transactions
 * messages are taken and processed.
 */
@ConfigurationProperties("worker-lifecycle.worker-defaults")
record MessageProperties(@Nullable List<String> channel, @Nullable Integer concurrency, @Nullable String pollTimeout,
		@Nullable String processingTimeout, @Nullable Retry retry, @Nullable String deadLetterChannel,
		@Nullable List<String> degradeOn, @Nullable String degradeProbeInterval, @Nullable Batch batch,
		@Nullable String transactionManager) {

	/**
	 * What follows when a message cannot be processed.
	 *
	 * @param maxRetries Maximum number of attempts after the first.
	 * @param delay Time before the second attempt.
	 * @param multiplier Factor by which the delay grows from attempt to attempt, at least
	 * 1.
	 * @param maxDelay Maximum delay.
	 * @param jitter Time by which a delay may be longer or shorter.
	 * @param includes Class names of the failures that are worth another attempt. Nothing
	 * here means all.
	 * @param excludes Class names of the failures that are never worth another attempt.
	 */
	record Retry(@Nullable Integer maxRetries, @Nullable String delay, @Nullable Double multiplier,
			@Nullable String maxDelay, @Nullable String jitter, @Nullable List<String> includes,
			@Nullable List<String> excludes) {
	}

	/**
	 * When a batch is full.
	 *
	 * @param size Maximum number of messages in a batch.
	 * @param maxWait Maximum time that the first message of a batch waits for the others.
	 */
	record Batch(@Nullable Integer size, @Nullable String maxWait) {
	}

}
