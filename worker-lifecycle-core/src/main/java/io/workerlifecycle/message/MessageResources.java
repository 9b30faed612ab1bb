package io.workerlifecycle.message;

import java.util.concurrent.ThreadFactory;

import io.workerlifecycle.thread.LogContext;
import io.workerlifecycle.time.TimeSource;

import org.springframework.messaging.converter.MessageConverter;

/**
 * What all message workers of an application share.
 *
 * @param time where time comes from
 * @param threads makes the threads besides the worker's own
 * @param converter turns payloads into what a worker takes
 * @param logContext marks what is logged on those threads with the worker's name
 * @since 0.1.0
 */
public record MessageResources(TimeSource time, ThreadFactory threads, MessageConverter converter,
		LogContext logContext) {

	/**
	 * The same without marks in the log.
	 * @param time where time comes from
	 * @param threads makes the threads besides the worker's own
	 * @param converter turns payloads into what a worker takes
	 */
	public MessageResources(TimeSource time, ThreadFactory threads, MessageConverter converter) {
		this(time, threads, converter, LogContext.NONE);
	}

}
