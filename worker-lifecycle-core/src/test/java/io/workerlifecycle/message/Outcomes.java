package io.workerlifecycle.message;

import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Keeps what became of messages, in the order in which it was told.
 */
final class Outcomes implements MessageObserver {

	final List<MessageOutcome> told = new CopyOnWriteArrayList<>();

	final List<Long> nanos = new CopyOnWriteArrayList<>();

	@Override
	public void handled(MessageOutcome outcome, int messages, long nanos) {
		this.nanos.add(nanos);
		this.told.addAll(Collections.nCopies(messages, outcome));
	}

	int count(MessageOutcome outcome) {
		return (int) this.told.stream().filter((each) -> each == outcome).count();
	}

}
