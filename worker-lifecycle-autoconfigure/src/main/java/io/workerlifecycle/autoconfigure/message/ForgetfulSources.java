package io.workerlifecycle.autoconfigure.message;

import java.util.List;

import io.workerlifecycle.message.MessagePlan;
import io.workerlifecycle.message.MessageSource;

/**
 * The channels of a worker that forget what they hand out, so that a crash loses what the
 * worker holds.
 *
 * @param plan how the worker takes messages
 */
record ForgetfulSources(MessagePlan plan) {

	List<String> names() {
		return this.plan.sources().stream().filter(MessageSource::losesAtCrash).map(MessageSource::name).toList();
	}

	/** Whether they are all that the worker has. */
	boolean areAll() {
		return names().size() == this.plan.sources().size();
	}
}
