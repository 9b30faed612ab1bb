package io.workerlifecycle.message;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.messaging.Message;
import org.springframework.messaging.PollableChannel;

/**
 * A channel whose messages are in a store and take part in its transactions. Many can be
 * taken at once, and they can be waited for outside of a transaction, so that who waits
 * holds no connection.
 *
 * @since 0.1.0
 */
public interface StoredChannel extends PollableChannel {

	/**
	 * Takes messages that are there, in the transaction of the caller. Waits for none.
	 * @param most how many at most, at least 1
	 * @return the messages that came first, in their order
	 */
	List<Message<?>> receiveMany(int most);

	/**
	 * When the oldest message was sent that is in the store.
	 * @return the time, or {@code null} if there is none, or the store does not know it
	 */
	default @Nullable Instant oldest() {
		return null;
	}

	/**
	 * How often somebody is known to have sent to this channel.
	 * @return a number that only grows
	 */
	long arrivals();

	/**
	 * Waits until somebody has sent, or may have without being known here. An interrupt
	 * ends it and stays set.
	 * @param arrivals what {@link #arrivals()} said before the caller looked for messages
	 * @param limitMillis how long to wait at most
	 */
	void awaitArrival(long arrivals, long limitMillis);

}
