package io.workerlifecycle.worker;

/**
 * A worker to be supervised.
 *
 * @param name its name, of letters, digits and {@code -}
 * @param worker its code
 * @param settings how it is run
 * @since 0.1.0
 */
public record WorkerDefinition(String name, Worker worker, WorkerSettings settings) {
}
