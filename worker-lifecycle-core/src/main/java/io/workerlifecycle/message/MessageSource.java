package io.workerlifecycle.message;

import org.jspecify.annotations.Nullable;

import org.springframework.messaging.PollableChannel;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * Where messages are taken from.
 *
 * @param name the name of the channel
 * @param channel the channel
 * @param transactions in whose transactions a message is taken and processed, so that it
 * is given back when that fails; {@code null} for a channel that forgets what it hands
 * out
 * @since 0.1.0
 */
public record MessageSource(String name, PollableChannel channel, @Nullable PlatformTransactionManager transactions) {

	/**
	 * Checks that a channel whose senders wait for the work is in no transaction: they
	 * would be told before it is committed.
	 */
	public MessageSource {
		if (transactions != null && channel instanceof HandoverChannel) {
			throw new IllegalArgumentException("Channel '" + name + "' is a HandoverChannel, which takes part in no"
					+ " transaction. Leave out the transaction-manager, and let the code begin its own");
		}
	}

}
