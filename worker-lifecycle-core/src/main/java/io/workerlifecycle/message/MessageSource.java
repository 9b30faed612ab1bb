package io.workerlifecycle.message;

import org.jspecify.annotations.Nullable;

import org.springframework.messaging.PollableChannel;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * Where messages are taken from.
 *
 * @param name the name of the channel
 * @param channel the channel
 * @param transactions in whose transactions a message is taken and processed, so that it
 * is given back when that fails; {@code null} for a channel that forgets what it hands
 * out
 * @since 0.1.0
 */
public record MessageSource(String name, PollableChannel channel, @Nullable PlatformTransactionManager transactions) {

}
