package io.workerlifecycle.autoconfigure.message;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.workerlifecycle.message.DiscreetException;
import io.workerlifecycle.message.StoredChannel;
import org.jspecify.annotations.Nullable;

import org.springframework.integration.channel.QueueChannel;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageDeliveryException;
import org.springframework.messaging.MessagingException;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * A channel that knows in whose transactions its messages are taken.
 */
final class DurableChannel extends QueueChannel implements StoredChannel {

	private final DurableQueue queue;

	private final PlatformTransactionManager transactions;

	/** Its rows, if they are where they can be read. */
	private final @Nullable MessageRows rows;

	DurableChannel(DurableQueue queue, PlatformTransactionManager transactions, @Nullable MessageRows rows) {
		super(queue);
		this.queue = queue;
		this.transactions = transactions;
		this.rows = rows;
	}

	/** Spring's exceptions print the message that could not be sent. */
	@Override
	public boolean send(Message<?> message, long timeout) {
		try {
			return super.send(message, timeout);
		}
		catch (MessagingException ex) {
			MessageDeliveryException told = new MessageDeliveryException(String.valueOf(ex.getMessage()));
			told.setStackTrace(ex.getStackTrace());
			if (ex.getCause() != null) {
				told.initCause(DiscreetException.of(ex.getCause()));
			}
			throw told;
		}
	}

	PlatformTransactionManager transactions() {
		return this.transactions;
	}

	/** What is in it, for who takes it for letters. */
	@Nullable DeadLetterChannel deadLetters() {
		MessageRows known = this.rows;
		return (known != null) ? new StoredDeadLetters(known, this.transactions, this.queue::left) : null;
	}

	@Override
	public List<Message<?>> receiveMany(int most) {
		List<Message<?>> messages = new ArrayList<>();
		if (!isWatched()) {
			this.queue.drainTo(messages, most);
			return messages;
		}
		Message<?> next = receive(0);
		while (next != null) {
			messages.add(next);
			next = (messages.size() < most) ? receive(0) : null;
		}
		return messages;
	}

	/** By somebody who is told of each message that is received. */
	private boolean isWatched() {
		return getMetricsCaptor() != null || !getInterceptors().isEmpty();
	}

	@Override
	public @Nullable Instant oldest() {
		return (this.rows != null) ? this.rows.oldest() : null;
	}

	@Override
	public long arrivals() {
		return this.queue.arrivals();
	}

	@Override
	public void awaitArrival(long arrivals, long limitMillis) {
		try {
			this.queue.awaitArrival(arrivals, limitMillis);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
