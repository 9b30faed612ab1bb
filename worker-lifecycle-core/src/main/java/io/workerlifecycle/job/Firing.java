package io.workerlifecycle.job;

import java.time.Instant;

/**
 * One due time of a job.
 *
 * @param kind what made the job fire
 * @param scheduledTime when it was due by its schedule
 * @param dueTime when it was to begin: later than scheduled by the jitter of the job
 */
record Firing(TriggerKind kind, Instant scheduledTime, Instant dueTime) {

	static Firing at(TriggerKind kind, Instant instant) {
		return new Firing(kind, instant, instant);
	}

}
