package io.workerlifecycle.message;

import org.jspecify.annotations.Nullable;

import org.springframework.messaging.PollableChannel;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * Where messages are taken from.
 *
 * @param name the name of the channel
 * @param channel the channel
 * @param transactions in whose transactions a message is processed; {@code null} for none
 * @param forgetful whether the channel takes no part in them: it forgets what it hands
 * out, so that the worker keeps a message until it is processed
 * @since 0.1.0
 */
public record MessageSource(String name, PollableChannel channel, @Nullable PlatformTransactionManager transactions,
		boolean forgetful) {

	/**
	 * A channel without transactions is forgetful, and so is a {@link HandoverChannel}.
	 */
	public MessageSource {
		forgetful = forgetful || transactions == null || channel instanceof HandoverChannel;
	}

	/**
	 * A channel that takes part in the transactions, if there are any, unless it is a
	 * {@link HandoverChannel}, which takes part in none.
	 * @param name the name of the channel
	 * @param channel the channel
	 * @param transactions in whose transactions a message is taken and processed, so that
	 * it is given back when that fails; {@code null} for none
	 */
	public MessageSource(String name, PollableChannel channel, @Nullable PlatformTransactionManager transactions) {
		this(name, channel, transactions, false);
	}

	/**
	 * Whether a crash loses what the worker has taken. It does not where whoever sends
	 * waits for the work, and still has the message.
	 * @return whether nobody else has it
	 */
	public boolean losesAtCrash() {
		return this.forgetful && !(this.channel instanceof HandoverChannel);
	}

}
