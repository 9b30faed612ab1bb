package io.workerlifecycle.reload;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * How a reload ended.
 *
 * @param outcome what came of it
 * @param cause who asked for it
 * @param time when it ended
 * @param took how long it took
 * @param changes what differs from the configuration before, also if that was refused;
 * empty if the new one could not be read
 * @param reason why it was refused, with the file and the value where they are known;
 * {@code null} if it was not
 * @since 0.1.0
 */
public record ReloadResult(ReloadOutcome outcome, ReloadCause cause, Instant time, Duration took,
		List<ChangedProperty> changes, @Nullable String reason) {

	/**
	 * Copies the list.
	 */
	public ReloadResult {
		changes = List.copyOf(changes);
	}

}
