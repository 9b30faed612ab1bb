package io.workerlifecycle.worker;

/**
 * Published after a worker moved from one state to another, in the order of the moves, on
 * one thread that does nothing else: a listener that takes its time delays the events
 * behind it, and nothing else.
 *
 * @param worker the worker after the move
 * @param transition the move
 * @since 0.1.0
 */
public record WorkerStateChangedEvent(WorkerSnapshot worker, WorkerTransition transition) {
}
