package io.workerlifecycle.autoconfigure.message;

import org.jspecify.annotations.Nullable;

import org.springframework.messaging.PollableChannel;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * Knows in whose transactions messages are taken from some channels. All beans of this
 * type are asked, in their order: for {@link #of} a channel whose worker names no
 * transaction manager, or which has dead letters, and whether they {@link #fit} one that
 * a worker names.
 *
 * @since 0.1.0
 */
public interface ChannelTransactions {

	/**
	 * The transactions that a channel takes part in.
	 * @param channel the channel
	 * @return their manager, or {@code null} if this does not know the channel
	 */
	@Nullable PlatformTransactionManager of(PollableChannel channel);

	/**
	 * Makes the transactions that a worker names fit for a channel.
	 * @param channel the channel, which this may know or not
	 * @param named the manager of these transactions
	 * @return their manager, or another one of the same transactions
	 * @throws IllegalArgumentException if the channel takes no part in them, so that what
	 * they undo would be lost
	 */
	default PlatformTransactionManager fit(PollableChannel channel, PlatformTransactionManager named) {
		return named;
	}

}
