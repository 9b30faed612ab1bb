package io.workerlifecycle.message;

import java.time.Duration;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import static io.workerlifecycle.worker.SettingRangeException.require;
import static io.workerlifecycle.worker.SettingRangeException.requirePositive;
import static io.workerlifecycle.worker.SettingRangeException.requireTime;

/**
 * How a worker takes and handles messages.
 *
 * @param channels the names of the channels it takes from, at least one
 * @param concurrency how many threads take from each channel
 * @param pollTimeout how long a thread waits in a channel that is empty, before it looks
 * again whether the worker stops
 * @param processingTimeout how long a message or batch may take before it is named, with
 * the stack of its thread; zero for any time
 * @param retry what follows a failure
 * @param degradation which failures degrade the worker
 * @param deadLetterChannel the name of the channel for messages that cannot be processed;
 * {@code null} sends them to the end of their own channel
 * @param batch when a batch is full; of no use to a {@link MessageWorker}
 * @since 0.1.0
 */
public record MessageSettings(List<String> channels, int concurrency, Duration pollTimeout, Duration processingTimeout,
		MessageRetry retry, DegradationSettings degradation, @Nullable String deadLetterChannel, BatchSettings batch) {

	/**
	 * What is built in. It names no channel.
	 */
	public static final MessageSettings STANDARD = new MessageSettings(List.of(), 1, Duration.ofMillis(250),
			Duration.ZERO, MessageRetry.STANDARD, new DegradationSettings(Set.of(), Duration.ofSeconds(30)), null,
			BatchSettings.STANDARD);

	/**
	 * Checks that messages can be taken so.
	 */
	public MessageSettings {
		channels = List.copyOf(channels);
		require(concurrency >= 1, "concurrency must be 1 or more, but is " + concurrency, "concurrency");
		requirePositive(pollTimeout, "poll-timeout");
		requireTime(processingTimeout, "processing-timeout");
	}

}
