package io.workerlifecycle.worker;

import java.util.concurrent.ThreadFactory;

import io.workerlifecycle.shutdown.Shutdown;
import io.workerlifecycle.thread.KeepAlive;
import io.workerlifecycle.thread.LogContext;
import io.workerlifecycle.time.TimeSource;

/**
 * What a supervisor shares with the rest of its application.
 *
 * @param time where time comes from
 * @param threads makes the thread of each life and of each health check; daemon threads
 * or virtual ones
 * @param keepAlive keeps the process alive while a worker is active
 * @param shutdown limits what a stop of the application may take, and reports it
 * @param logContext marks what is logged about a worker with its name
 * @since 0.1.0
 */
public record SupervisorResources(TimeSource time, ThreadFactory threads, KeepAlive keepAlive, Shutdown shutdown,
		LogContext logContext) {
}
