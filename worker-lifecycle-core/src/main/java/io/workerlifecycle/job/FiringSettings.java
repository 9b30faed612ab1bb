package io.workerlifecycle.job;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * What is to be said of the firings of a job besides their schedule.
 *
 * @param initialDelay the time from the start of jobs to the first firing; null for the
 * trigger's own
 * @param runOnStart whether it fires once when jobs start
 * @param jitter firings are late by a random time below this
 * @param overlap what becomes of a firing while an execution runs
 * @param missedRuns how it catches up
 * @since 0.1.0
 */
public record FiringSettings(@Nullable Duration initialDelay, boolean runOnStart, Duration jitter, Overlap overlap,
		MissedRunSettings missedRuns) {

	/** What is built in: nothing besides the schedule. */
	static final FiringSettings STANDARD = new FiringSettings(null, false, Duration.ZERO, Overlap.SKIP,
			MissedRunSettings.STANDARD);

}
