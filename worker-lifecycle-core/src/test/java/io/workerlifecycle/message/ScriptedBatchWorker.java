package io.workerlifecycle.message;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.workerlifecycle.worker.WorkerContext;

import org.springframework.messaging.Message;

/**
 * A worker that does with each batch what a test says, and keeps the payloads of all
 * batches that were attempted.
 */
final class ScriptedBatchWorker implements BatchWorker<String> {

	final List<List<String>> batches = new CopyOnWriteArrayList<>();

	final List<List<String>> degraded = new CopyOnWriteArrayList<>();

	private final Step step;

	ScriptedBatchWorker(Step step) {
		this.step = step;
	}

	/** Fails every batch that has this payload. */
	static ScriptedBatchWorker failing(String payload, Exception failure) {
		return new ScriptedBatchWorker((messages) -> {
			if (messages.stream().anyMatch((message) -> message.getPayload().equals(payload))) {
				throw failure;
			}
		});
	}

	/** Fails the messages with this payload and says so. */
	static ScriptedBatchWorker naming(String payload, Exception failure) {
		return new ScriptedBatchWorker((messages) -> {
			for (Message<String> message : messages) {
				if (message.getPayload().equals(payload)) {
					throw new BatchFailedException(message, failure);
				}
			}
		});
	}

	@Override
	public void processBatch(List<Message<String>> messages, WorkerContext context) throws Exception {
		this.batches.add(messages.stream().map(Message::getPayload).toList());
		this.step.take(messages);
	}

	@Override
	public void processDegraded(List<Message<String>> messages, WorkerContext context) {
		this.degraded.add(messages.stream().map(Message::getPayload).toList());
	}

	/** What is done with a batch. */
	@FunctionalInterface
	interface Step {

		void take(List<Message<String>> messages) throws Exception;

	}

}
