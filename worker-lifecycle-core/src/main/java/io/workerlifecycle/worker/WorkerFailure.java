package io.workerlifecycle.worker;

import java.time.Instant;

/**
 * Something that went wrong in a worker.
 *
 * @param exception what was thrown
 * @param at when it was seen
 * @since 0.1.0
 */
public record WorkerFailure(Throwable exception, Instant at) {
}
