package io.workerlifecycle.autoconfigure.message;

import java.util.AbstractQueue;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

import org.springframework.integration.store.ChannelMessageStore;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageDeliveryException;
import org.springframework.messaging.MessageHeaders;
import org.springframework.messaging.support.GenericMessage;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * A queue whose elements are in a store, which all processes share. Everything happens in
 * the transaction of the caller, and no lock is held while the store works. Unlike Spring
 * Integration's {@code MessageGroupQueue} it never says that it has a message which it
 * has not: neither to an interrupted thread nor when it is over-full.
 */
final class DurableQueue extends AbstractQueue<Message<?>> implements BlockingQueue<Message<?>> {

	/** Other processes ring no bell. */
	private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

	private final String name;

	private final int capacity;

	private final ChannelMessageStore store;

	private final AllowedPayloads payloads;

	private final KnownRoom room = new KnownRoom(this::remainingCapacity, System::nanoTime, this::hasTakenNothingYet);

	private final Bell filled = new Bell();

	private final Bell freed = new Bell();

	DurableQueue(String name, int capacity, ChannelMessageStore store, AllowedPayloads payloads) {
		this.name = name;
		this.capacity = capacity;
		this.store = store;
		this.payloads = payloads;
	}

	@Override
	public boolean offer(Message<?> message) {
		this.payloads.check(message);
		if (isBounded() && !this.room.take()) {
			return false;
		}
		store(message);
		ringAfterCommit(this.filled);
		return true;
	}

	private void store(Message<?> message) {
		try {
			this.store.addMessageToGroup(this.name, storable(message));
		}
		catch (RefusedRowException ex) {
			throw new MessageDeliveryException(message,
					"Channel '" + this.name + "' cannot store the message. If it is too big for the column "
							+ "MESSAGE_CONTENT, make that bigger, or send where the content is instead of it",
					ex);
		}
	}

	/**
	 * Headers of an accessor get another id when they are serialized, by which no store
	 * finds the row again: it would be handed out for ever.
	 */
	private static Message<?> storable(Message<?> message) {
		MessageHeaders headers = message.getHeaders();
		return (headers.getClass() == MessageHeaders.class) ? message
				: new GenericMessage<>(message.getPayload(), new HashMap<>(headers));
	}

	@Override
	public boolean offer(Message<?> message, long timeout, TimeUnit unit) throws InterruptedException {
		long leftNanos = unit.toNanos(timeout);
		long rings = this.freed.rings();
		while (!offer(message)) {
			if (leftNanos <= 0) {
				return false;
			}
			leftNanos -= this.freed.await(rings, Math.min(leftNanos, LOOK_NANOS));
			rings = this.freed.rings();
		}
		return true;
	}

	@Override
	public void put(Message<?> message) throws InterruptedException {
		boolean offered = offer(message, 1, TimeUnit.HOURS);
		while (!offered) {
			offered = offer(message, 1, TimeUnit.HOURS);
		}
	}

	@Override
	public @Nullable Message<?> poll() {
		Message<?> message = this.store.pollMessageFromGroup(this.name);
		if (message != null) {
			left();
		}
		return message;
	}

	/** A message has left the store, in the transaction of this thread. */
	void left() {
		if (isBounded()) {
			ringAfterCommit(this.freed);
		}
	}

	@Override
	public @Nullable Message<?> poll(long timeout, TimeUnit unit) throws InterruptedException {
		long leftNanos = unit.toNanos(timeout);
		long rings = this.filled.rings();
		Message<?> message = poll();
		while (message == null && leftNanos > 0) {
			leftNanos -= this.filled.await(rings, Math.min(leftNanos, LOOK_NANOS));
			rings = this.filled.rings();
			message = poll();
		}
		return message;
	}

	@Override
	public Message<?> take() throws InterruptedException {
		Message<?> message = poll(1, TimeUnit.HOURS);
		while (message == null) {
			message = poll(1, TimeUnit.HOURS);
		}
		return message;
	}

	@Override
	public int size() {
		return this.store.messageGroupSize(this.name);
	}

	@Override
	public int remainingCapacity() {
		return isBounded() ? Math.max(0, this.capacity - size()) : Integer.MAX_VALUE;
	}

	@Override
	public int drainTo(Collection<? super Message<?>> target) {
		return drainTo(target, Integer.MAX_VALUE);
	}

	@Override
	public int drainTo(Collection<? super Message<?>> target, int most) {
		if (most > 1 && this.store instanceof BatchStore batches) {
			return drain(batches, target, most);
		}
		int count = 0;
		Message<?> message = (most > 0) ? poll() : null;
		while (message != null) {
			target.add(message);
			count++;
			message = (count < most) ? poll() : null;
		}
		return count;
	}

	private int drain(BatchStore batches, Collection<? super Message<?>> target, int most) {
		List<Message<?>> messages = batches.pollMessagesFromGroup(this.name, most);
		target.addAll(messages);
		messages.forEach((message) -> left());
		return messages.size();
	}

	/** How often somebody of this process has sent. */
	long arrivals() {
		return this.filled.rings();
	}

	/** Waits until somebody of this process has sent, and others may have. */
	void awaitArrival(long arrivals, long limitMillis) throws InterruptedException {
		this.filled.await(arrivals, Math.min(TimeUnit.MILLISECONDS.toNanos(limitMillis), LOOK_NANOS));
	}

	@Override
	public Message<?> peek() {
		throw new UnsupportedOperationException("Messages of a durable channel are seen by those who take them");
	}

	@Override
	public Iterator<Message<?>> iterator() {
		throw new UnsupportedOperationException("Messages of a durable channel are seen by those who take them");
	}

	private boolean isBounded() {
		return this.capacity < Integer.MAX_VALUE;
	}

	/** Before that nobody else sees the change. */
	private static void ringAfterCommit(Bell bell) {
		if (!TransactionSynchronizationManager.isSynchronizationActive()
				|| !TransactionSynchronizationManager.isActualTransactionActive()) {
			bell.ring();
			return;
		}
		TransactionSynchronizationManager.registerSynchronization(new Ring(bell));
	}

	/**
	 * Room that the transaction of this thread has made is nobody else's before it
	 * commits.
	 */
	private boolean hasTakenNothingYet() {
		return !TransactionSynchronizationManager.isSynchronizationActive()
				|| !TransactionSynchronizationManager.getSynchronizations().contains(new Ring(this.freed));
	}

	/**
	 * Rings a bell once others see the change.
	 */
	private record Ring(Bell bell) implements TransactionSynchronization {

		@Override
		public void afterCommit() {
			this.bell.ring();
		}

	}

}
