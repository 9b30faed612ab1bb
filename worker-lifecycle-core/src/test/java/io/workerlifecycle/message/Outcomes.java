package io.workerlifecycle.message;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Keeps what became of messages, in the order in which it was told.
 */
final class Outcomes implements MessageObserver {

	final List<MessageOutcome> told = Collections.synchronizedList(new ArrayList<>());

	final List<Long> nanos = Collections.synchronizedList(new ArrayList<>());

	@Override
	public void handled(MessageOutcome outcome, int messages, long nanos) {
		this.nanos.add(nanos);
		this.told.addAll(Collections.nCopies(messages, outcome));
	}

	int count(MessageOutcome outcome) {
		synchronized (this.told) {
			return (int) this.told.stream().filter((each) -> each == outcome).count();
		}
	}

}
