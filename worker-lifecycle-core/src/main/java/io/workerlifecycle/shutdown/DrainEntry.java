package io.workerlifecycle.shutdown;

import java.time.Duration;

/**
 * How one worker or execution ended in a stop.
 *
 * @param kind what it is
 * @param name the name of the worker or job
 * @param outcome how it ended
 * @param took how long that took, from the moment it was asked to
 * @since 0.1.0
 */
public record DrainEntry(DrainKind kind, String name, DrainOutcome outcome, Duration took) {
}
