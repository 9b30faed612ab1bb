package io.workerlifecycle.autoconfigure.message;

import org.springframework.integration.channel.QueueChannel;

/**
 * Makes channels that keep their messages in the application's database, over the end of
 * the process and whatever its kind. A message is there once the transaction in which it
 * was sent has committed, and gone once the transaction in which it was taken has; a
 * rollback, a lost connection and a killed process give it back. <pre class="code">
 * &#064;Bean
 * QueueChannel orders(DurableChannels channels) {
 *     return channels.channel("orders");
 * }
 * </pre> Processes that use the same database and name use the same channel: each message
 * is taken by one of them. The messages are in the table {@code INT_CHANNEL_MESSAGE} of
 * Spring Integration, which has to be there.
 *
 * @since 0.1.0
 */
public interface DurableChannels {

	/**
	 * Makes a channel that is never full. To be called once for each name.
	 * @param name what its messages are known by in the database
	 * @return the channel
	 */
	QueueChannel channel(String name);

	/**
	 * Makes a channel that refuses messages, or lets senders wait, while it is full.
	 * Several senders at once may exceed the capacity by their number, and several
	 * processes by an eighth of the room that each has counted. To be called once for
	 * each name.
	 * @param name what its messages are known by in the database
	 * @param capacity how many messages fill it
	 * @return the channel
	 */
	QueueChannel channel(String name, int capacity);

}
