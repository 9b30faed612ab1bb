package io.workerlifecycle.message;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A message that could not be processed, without anything of what it says.
 *
 * @param channel the name of the channel it was taken from
 * @param messageId its id, or else what its broker calls it; {@code null} if it had no
 * name
 * @param attempts how often processing was attempted
 * @param exception the class of the last exception
 * @param at when it was given up
 * @since 0.1.0
 */
public record MessageFailure(String channel, @Nullable String messageId, int attempts, String exception, Instant at) {

}
