package io.workerlifecycle.message;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.messaging.Message;
import org.springframework.messaging.support.GenericMessage;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * A stored channel that notes what it is asked for, and whether in a transaction.
 */
final class NotedStore implements StoredChannel {

	final List<String> history = new ArrayList<>();

	private final List<Message<?>> messages = new ArrayList<>();

	NotedStore(Object... payloads) {
		for (Object payload : payloads) {
			this.messages.add(new GenericMessage<>(payload));
		}
	}

	@Override
	public List<Message<?>> receiveMany(int most) {
		note("take " + most);
		List<Message<?>> taken = List.copyOf(this.messages.subList(0, Math.min(most, this.messages.size())));
		this.messages.removeAll(taken);
		return taken;
	}

	@Override
	public @Nullable Message<?> receive(long timeout) {
		note("receive for " + timeout);
		return this.messages.isEmpty() ? null : this.messages.remove(0);
	}

	@Override
	public @Nullable Message<?> receive() {
		return receive(-1);
	}

	@Override
	public long arrivals() {
		return 7;
	}

	@Override
	public void awaitArrival(long arrivals, long limitMillis) {
		note("wait for " + limitMillis + " after " + arrivals);
	}

	@Override
	public boolean send(Message<?> message, long timeout) {
		return this.messages.add(message);
	}

	private void note(String what) {
		this.history
			.add(TransactionSynchronizationManager.isActualTransactionActive() ? what + " in transaction" : what);
	}

}
