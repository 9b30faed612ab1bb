package io.workerlifecycle.worker;

import java.time.Duration;

/**
 * Published when a worker's life has ended and another will begin after a backoff.
 *
 * @param worker the worker
 * @param delay how long it waits
 * @since 0.1.0
 */
public record WorkerRestartScheduledEvent(WorkerSnapshot worker, Duration delay) {
}
