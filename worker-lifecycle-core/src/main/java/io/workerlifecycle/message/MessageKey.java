package io.workerlifecycle.message;

import org.springframework.messaging.Message;

/**
 * What a message is remembered by from one attempt to the next.
 *
 * @param channel the name of the channel that it was taken from
 * @param name what tells it from others there, whenever it comes again
 */
record MessageKey(String channel, Object name) {

	static MessageKey of(MessageSource source, Message<?> message) {
		Object name = keepsIds(source) ? MessageName.text(message) : MessageName.lasting(message);
		return new MessageKey(source.name(), (name != null) ? name : message);
	}

	/**
	 * Whether a message comes again as it was. Then its headers do not count: those of a
	 * broker may be copies, which many messages have that were made of one.
	 */
	private static boolean keepsIds(MessageSource source) {
		return source.channel() instanceof StoredChannel || source.losesAtCrash();
	}

}
