package io.workerlifecycle.message;

import java.util.List;

import org.springframework.messaging.Message;

/**
 * Calls the code of users, in full or as a degraded worker does.
 *
 * @param <M> what the code takes: a message, or a list of them
 */
interface MessageWork<M> {

	void process(M messages, LaneContext context) throws Exception;

	void processDegraded(M messages, LaneContext context) throws Exception;

	/**
	 * The work of a worker that takes one message at a time.
	 */
	static <T> MessageWork<Message<T>> ofSingles(MessageWorker<T> worker) {
		return new MessageWork<>() {
			@Override
			public void process(Message<T> message, LaneContext context) throws Exception {
				worker.process(message, context);
			}

			@Override
			public void processDegraded(Message<T> message, LaneContext context) throws Exception {
				worker.processDegraded(message, context);
			}
		};
	}

	/**
	 * The work of a worker that takes batches.
	 */
	static <T> MessageWork<List<Message<T>>> ofBatches(BatchWorker<T> worker) {
		return new MessageWork<>() {
			@Override
			public void process(List<Message<T>> messages, LaneContext context) throws Exception {
				worker.processBatch(messages, context);
			}

			@Override
			public void processDegraded(List<Message<T>> messages, LaneContext context) throws Exception {
				worker.processDegraded(messages, context);
			}
		};
	}

}
