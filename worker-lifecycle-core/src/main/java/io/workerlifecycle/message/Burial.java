package io.workerlifecycle.message;

import java.time.Instant;

import org.springframework.messaging.Message;

/**
 * A message that could not be processed and has left its place.
 *
 * @param message the message
 * @param failed its attempts
 * @param at when it left
 * @param where where it is now, in words for people
 */
record Burial(Message<?> message, FailedMessage failed, Instant at, String where) {

}
