package io.workerlifecycle.job;

import java.time.Instant;

/**
 * Published for every firing that had no execution, on a thread that delivers the events
 * of all jobs in order.
 *
 * @param jobName the name of the job
 * @param triggerKind what made the job fire
 * @param scheduledTime when the firing was due
 * @param reason why there was no execution
 * @since 0.1.0
 */
public record JobSkippedEvent(String jobName, TriggerKind triggerKind, Instant scheduledTime, RefusalReason reason) {
}
