package io.workerlifecycle.message;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What is known of a worker's messages at one moment.
 *
 * @param channels the names of the channels it takes from: in the life that runs, or else
 * in the next one
 * @param handled how many messages had which outcome, since the application started
 * @param inFlight how many messages are being processed
 * @param oldestAge how long ago the oldest of them was sent, by its timestamp; zero if
 * there is none
 * @param unreachable the class of the exception for which a channel cannot be reached, by
 * its name
 * @param failures the last messages that could not be processed, oldest first
 * @since 0.1.0
 */
public record MessageFlow(List<String> channels, Map<MessageOutcome, Long> handled, int inFlight, Duration oldestAge,
		Map<String, String> unreachable, List<MessageFailure> failures) {

	/**
	 * How many messages had an outcome.
	 * @param outcome the outcome
	 * @return their number, since the application started
	 */
	public long handled(MessageOutcome outcome) {
		return this.handled.getOrDefault(outcome, 0L);
	}

}
