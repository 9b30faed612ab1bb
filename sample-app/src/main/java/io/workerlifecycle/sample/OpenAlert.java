package io.workerlifecycle.sample;

import java.time.Instant;

import io.workerlifecycle.alert.AlertSeverity;

/**
 * A problem of a worker or a job that is not over, as it was told last.
 *
 * @param key whose problem, and which
 * @param severity whether somebody has to do something
 * @param message the facts, for people
 * @param since when it began
 * @param count how often it was raised since
 */
record OpenAlert(String key, AlertSeverity severity, String message, Instant since, long count) {
}
