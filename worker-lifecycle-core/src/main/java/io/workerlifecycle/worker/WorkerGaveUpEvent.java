package io.workerlifecycle.worker;

/**
 * Published when a worker will not be started again by itself.
 *
 * @param worker the worker
 * @since 0.1.0
 */
public record WorkerGaveUpEvent(WorkerSnapshot worker) {
}
