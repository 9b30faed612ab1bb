package io.workerlifecycle.message;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.messaging.MessageChannel;

/**
 * How a worker takes and handles messages, with the channels that its settings name.
 *
 * @param settings how it does
 * @param sources where it takes messages from
 * @param deadLetters where it sends what cannot be processed; {@code null} for the end of
 * the message's own channel
 * @since 0.1.0
 */
public record MessagePlan(MessageSettings settings, List<MessageSource> sources, @Nullable MessageChannel deadLetters) {

	/**
	 * Keeps the sources from changing.
	 */
	public MessagePlan {
		sources = List.copyOf(sources);
	}

}
