package io.workerlifecycle.autoconfigure.message;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * A message that a worker could not process, without anything of what it says.
 *
 * @param id its id in the dead-letter channel
 * @param worker the name of the worker
 * @param channel the name of the channel it was taken from
 * @param originalId the id it had there, or {@code null} if it had none
 * @param payloadType the class of its payload
 * @param exception the class of the last exception
 * @param attempts how often processing was attempted
 * @param failedAt when it failed for good
 * @since 0.1.0
 */
@JsonInclude
public record DeadLetter(String id, String worker, String channel, @Nullable String originalId, String payloadType,
		String exception, int attempts, Instant failedAt) {

}
