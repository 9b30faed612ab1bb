package io.workerlifecycle.autoconfigure.message;

import io.workerlifecycle.message.MessageLoop;
import io.workerlifecycle.message.MessagePlan;

/**
 * A message worker of the application, with the plan that it has now. Any thread may ask;
 * plans come from the thread of a reload.
 */
final class AdaptedWorker {

	private final MessageDeclaration declaration;

	private final MessageLoop loop;

	/** The plan that its loop was given last. */
	private volatile MessagePlan plan;

	AdaptedWorker(MessageDeclaration declaration, MessageLoop loop, MessagePlan plan) {
		this.declaration = declaration;
		this.loop = loop;
		this.plan = plan;
	}

	String name() {
		return this.declaration.name();
	}

	MessageDeclaration declaration() {
		return this.declaration;
	}

	MessageLoop loop() {
		return this.loop;
	}

	MessagePlan plan() {
		return this.plan;
	}

	void plan(MessagePlan next) {
		this.plan = next;
		this.loop.plan(next);
	}

}
