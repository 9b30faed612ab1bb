package io.workerlifecycle.autoconfigure.message;

import java.util.List;
import java.util.OptionalLong;

import io.workerlifecycle.message.MessageSource;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.integration.channel.QueueChannelOperations;
import org.springframework.messaging.PollableChannel;
import org.springframework.util.ClassUtils;

/**
 * How many messages wait in a channel, which the channels of Spring Integration know.
 *
 * @param channel the channel
 */
record ChannelDepth(PollableChannel channel) {

	private static final Log logger = LogFactory.getLog(ChannelDepth.class);

	private static final boolean KNOWN = ClassUtils.isPresent(
			"org.springframework.integration.channel.QueueChannelOperations", ChannelDepth.class.getClassLoader());

	/**
	 * Adds channels up.
	 * @return how many messages wait; empty if one of the channels does not know it
	 */
	static OptionalLong sum(List<MessageSource> sources) {
		long sum = 0;
		for (MessageSource source : sources) {
			OptionalLong depth = new ChannelDepth(source.channel()).read();
			if (depth.isEmpty()) {
				return depth;
			}
			sum += depth.getAsLong();
		}
		return OptionalLong.of(sum);
	}

	/**
	 * Whether all channels know it, once they can be reached.
	 */
	static boolean isKnown(List<MessageSource> sources) {
		return KNOWN && sources.stream().allMatch((source) -> source.channel() instanceof QueueChannelOperations);
	}

	private OptionalLong read() {
		try {
			return (KNOWN && this.channel instanceof QueueChannelOperations queue)
					? OptionalLong.of(queue.getQueueSize()) : OptionalLong.empty();
		}
		catch (RuntimeException ex) {
			// A store that cannot be reached is told of by whoever takes messages.
			logger.debug("Depth is unknown", ex);
			return OptionalLong.empty();
		}
	}

}
