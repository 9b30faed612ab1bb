package io.workerlifecycle.autoconfigure.message;

import io.workerlifecycle.message.DiscreetException;

import org.springframework.integration.channel.QueueChannel;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageDeliveryException;
import org.springframework.messaging.MessagingException;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * A channel that knows in whose transactions its messages are taken.
 */
final class DurableChannel extends QueueChannel {

	private final PlatformTransactionManager transactions;

	DurableChannel(DurableQueue queue, PlatformTransactionManager transactions) {
		super(queue);
		this.transactions = transactions;
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

}
