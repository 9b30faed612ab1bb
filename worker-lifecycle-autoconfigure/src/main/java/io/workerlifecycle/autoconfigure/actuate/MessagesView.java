package io.workerlifecycle.autoconfigure.actuate;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.workerlifecycle.message.MessageFailure;
import io.workerlifecycle.message.MessageFlow;
import io.workerlifecycle.message.MessageOutcome;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of the messages of a worker, as the endpoint shows it: nothing of what
 * they say, and of exceptions the class alone, since their text may quote a message.
 *
 * @param depth how many messages wait, or {@code null} if a channel does not know it or
 * cannot be reached
 * @param unreachable of channels that cannot be reached the class of the exception
 */
@JsonInclude
record MessagesView(List<String> channels, Map<MessageOutcome, Long> handled, int inFlight, @Nullable Long depth,
		Duration oldestAge, Map<String, String> unreachable, List<MessageFailureView> failures) {

	static MessagesView of(MessageFlow flow, OptionalLong depth, Duration oldestAge) {
		return new MessagesView(flow.channels(), flow.handled(), flow.inFlight(),
				depth.isPresent() ? depth.getAsLong() : null, oldestAge, types(flow.unreachable()),
				flow.failures().stream().map(MessageFailureView::of).toList());
	}

	private static Map<String, String> types(Map<String, String> unreachable) {
		Map<String, String> types = new LinkedHashMap<>();
		unreachable.forEach((channel, reason) -> types.put(channel, reason.split(":", 2)[0]));
		return types;
	}

	/**
	 * A message that could not be processed, as the endpoint shows it.
	 */
	@JsonInclude
	record MessageFailureView(String channel, @Nullable String messageId, int attempts, String exception, Instant at) {

		static MessageFailureView of(MessageFailure failure) {
			return new MessageFailureView(failure.channel(), failure.messageId(), failure.attempts(),
					failure.exception(), failure.at());
		}

	}

}
