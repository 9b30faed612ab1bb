package io.workerlifecycle.message;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * The last messages of a worker that could not be processed. Written by its lanes, read
 * by any thread.
 */
final class MessageFailures {

	static final int CAPACITY = 20;

	/** Guarded by itself. */
	private final Deque<MessageFailure> last = new ArrayDeque<>();

	void add(Burial burial, String channel) {
		FailedMessage failed = burial.failed();
		MessageFailure failure = new MessageFailure(channel, MessageName.text(burial.message()), failed.attempts(),
				failed.failure().getClass().getName(), burial.at());
		synchronized (this.last) {
			if (this.last.size() == CAPACITY) {
				this.last.removeFirst();
			}
			this.last.addLast(failure);
		}
	}

	List<MessageFailure> list() {
		synchronized (this.last) {
			return List.copyOf(this.last);
		}
	}

}
