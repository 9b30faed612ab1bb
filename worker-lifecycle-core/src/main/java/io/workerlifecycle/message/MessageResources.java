package io.workerlifecycle.message;

import java.util.concurrent.ThreadFactory;

import org.springframework.messaging.converter.MessageConverter;

import io.workerlifecycle.time.TimeSource;

/**
 * What all message workers of an application share.
 *
 * @param time where time comes from
 * @param threads makes the threads besides the worker's own
 * @param converter turns payloads into what a worker takes
 * @since 0.1.0
 */
public record MessageResources(TimeSource time, ThreadFactory threads, MessageConverter converter) {

}
