package io.workerlifecycle.worker;

/**
 * Published when something changed of a worker besides its state: it is paused, degraded,
 * recovering or stalled, or is so no longer; or it waits for fewer others.
 *
 * @param worker the worker after the change
 * @param before what was to be said of it before
 * @since 0.1.0
 */
public record WorkerConditionChangedEvent(WorkerSnapshot worker, WorkerCondition before) {
}
