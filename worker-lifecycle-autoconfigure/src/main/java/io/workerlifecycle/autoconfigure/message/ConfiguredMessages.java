package io.workerlifecycle.autoconfigure.message;

import io.workerlifecycle.message.MessageSettings;
import org.jspecify.annotations.Nullable;

/**
 * How a worker takes messages by its configuration, before anybody has looked for what it
 * names.
 *
 * @param settings how
 * @param transactionManager the name of the transaction manager; {@code null} leaves it
 * to the channels
 */
record ConfiguredMessages(MessageSettings settings, @Nullable String transactionManager) {

}
