package io.workerlifecycle.worker;

/**
 * Published when a worker has made no progress within its stall-timeout.
 *
 * @param worker the worker, with the stack of its thread
 * @since 0.1.0
 */
public record WorkerStalledEvent(WorkerSnapshot worker) {
}
