package io.workerlifecycle.autoconfigure.worker;

import java.util.List;

import io.workerlifecycle.autoconfigure.worker.WorkerProperties.Health;
import io.workerlifecycle.autoconfigure.worker.WorkerProperties.Recovery;
import io.workerlifecycle.autoconfigure.worker.WorkerProperties.Restart;
import io.workerlifecycle.worker.GiveUpAction;
import io.workerlifecycle.worker.StallAction;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a single worker of any kind, as editors complete them below
 * {@code worker-lifecycle.workers.<name>}: the metadata names this type. Nothing is bound
 * to it, since each kind of worker binds what it knows.
 *
 * @param enabled Whether the worker may run. A disabled one is listed and never starts.
 * @param phase Phase in which the worker is told to start and to stop. Lower ones start
 * earlier and stop later.
 * @param after Names of the workers that must have been RUNNING once before this one
 * begins. Replaces those of the annotation; an empty value means none.
 * @param awaitRunning Whether the start of the application waits until the worker is
 * RUNNING, and fails with it.
 * @param startTimeout Maximum time from STARTING to RUNNING, waiting for others included.
 * @param stopTimeout Maximum time that the worker may take to stop, before it is
 * interrupted.
 * @param restart What follows the end of a life that nobody asked for.
 * @param recovery When a worker whose work fails gets a pause.
 * @param health When the health of the worker is checked.
 * @param stallTimeout Maximum time without progress, before the worker is stalled. Use
 * '0s' for any time.
 * @param onStall What follows when the worker is stalled, besides being reported.
 * @param critical Whether readiness waits for the worker's first RUNNING, and its backing
 * off is a fault.
 * @param onGiveUp What follows for the application when the worker gives up.
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
record SingleWorkerProperties(@Nullable Boolean enabled, @Nullable Integer phase, @Nullable List<String> after,
		@Nullable Boolean awaitRunning, @Nullable String startTimeout, @Nullable String stopTimeout,
		@Nullable Restart restart, @Nullable Recovery recovery, @Nullable Health health, @Nullable String stallTimeout,
		@Nullable StallAction onStall, @Nullable Boolean critical, @Nullable GiveUpAction onGiveUp,
		@Nullable List<String> channel, @Nullable Integer concurrency, @Nullable String pollTimeout,
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
