package io.workerlifecycle.message;

import java.util.List;

import io.workerlifecycle.worker.WorkerContext;
import io.workerlifecycle.worker.WorkerHooks;

import org.springframework.messaging.Message;

/**
 * Work on messages, many at a time. A batch is handed over when it has its size, when its
 * first message has waited long enough, or when the worker stops. All of its messages are
 * gone when {@link #processBatch} returns. When it throws, all are given back and come
 * again one by one, so that a single bad message is found; a {@link BatchFailedException}
 * names the bad ones, and the others are not done again.
 *
 * @param <T> the type of the payloads; a message with another one is converted to it
 * @since 0.1.0
 * @see MessageWorker
 */
public interface BatchWorker<T> extends WorkerHooks {

	/**
	 * Processes messages, within the one transaction in which they were taken if their
	 * channel has one.
	 * @param messages the messages, at least one, in the order of the channel
	 * @param context the life this call belongs to
	 * @throws BatchFailedException when some of the messages could not be processed, and
	 * all others were
	 * @throws Exception when none of them counts as processed
	 */
	void processBatch(List<Message<T>> messages, WorkerContext context) throws Exception;

	/**
	 * Processes messages while the worker is degraded: with less than it should have.
	 * @param messages the messages
	 * @param context the life this call belongs to
	 * @throws Exception as {@link #processBatch}
	 */
	default void processDegraded(List<Message<T>> messages, WorkerContext context) throws Exception {
		processBatch(messages, context);
	}

}
