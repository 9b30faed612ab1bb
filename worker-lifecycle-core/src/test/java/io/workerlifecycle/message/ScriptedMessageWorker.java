package io.workerlifecycle.message;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.workerlifecycle.worker.WorkerContext;

import org.springframework.messaging.Message;

/**
 * A worker that does with each message what a test says, and keeps what was attempted and
 * what was processed.
 */
final class ScriptedMessageWorker implements MessageWorker<String> {

	final List<String> attempts = new CopyOnWriteArrayList<>();

	final List<String> processed = new CopyOnWriteArrayList<>();

	final List<String> degraded = new CopyOnWriteArrayList<>();

	private final Step step;

	private volatile Step degradedStep = Step.NONE;

	ScriptedMessageWorker() {
		this(Step.NONE);
	}

	ScriptedMessageWorker(Step step) {
		this.step = step;
	}

	/** Fails the messages with this payload, always. */
	static ScriptedMessageWorker failing(String payload, Exception failure) {
		return new ScriptedMessageWorker((message, context) -> {
			if (message.getPayload().equals(payload)) {
				throw failure;
			}
		});
	}

	ScriptedMessageWorker degraded(Step value) {
		this.degradedStep = value;
		return this;
	}

	@Override
	public void process(Message<String> message, WorkerContext context) throws Exception {
		this.attempts.add(message.getPayload());
		this.step.take(message, context);
		this.processed.add(message.getPayload());
	}

	@Override
	public void processDegraded(Message<String> message, WorkerContext context) throws Exception {
		this.attempts.add(message.getPayload());
		this.degradedStep.take(message, context);
		this.degraded.add(message.getPayload());
	}

	/** What is done with a message. */
	@FunctionalInterface
	interface Step {

		Step NONE = (message, context) -> {
		};

		void take(Message<String> message, WorkerContext context) throws Exception;

	}

}
