package io.workerlifecycle.autoconfigure.message;

import io.workerlifecycle.message.StoredChannel;

import org.springframework.beans.DirectFieldAccessor;
import org.springframework.integration.channel.QueueChannel;
import org.springframework.integration.store.MessageGroupQueue;
import org.springframework.messaging.PollableChannel;
import org.springframework.util.ClassUtils;

/**
 * Tells channels whose messages are in the memory of this process from others: no
 * transaction gives back what they have handed out. Works without Spring Integration.
 */
final class QueuesInMemory {

	private static final boolean PRESENT = ClassUtils.isPresent("org.springframework.integration.channel.QueueChannel",
			QueuesInMemory.class.getClassLoader());

	private QueuesInMemory() {
	}

	static boolean include(PollableChannel channel) {
		return PRESENT && !(channel instanceof StoredChannel) && Integration.isInMemory(channel);
	}

	/** What needs Spring Integration. */
	private static final class Integration {

		/** The channel does not say what its queue is. */
		private static final String QUEUE = "queue";

		static boolean isInMemory(PollableChannel channel) {
			if (!(channel instanceof QueueChannel)) {
				return false;
			}
			DirectFieldAccessor fields = new DirectFieldAccessor(channel);
			return !fields.isReadableProperty(QUEUE) || !(fields.getPropertyValue(QUEUE) instanceof MessageGroupQueue);
		}

	}

}
