package io.workerlifecycle.message;

import org.springframework.messaging.Message;

/**
 * A message of a batch.
 *
 * @param original as it was taken
 * @param converted as the worker gets it
 * @param <T> the type of its payload
 */
record Taken<T>(Message<?> original, Message<T> converted) {

}
