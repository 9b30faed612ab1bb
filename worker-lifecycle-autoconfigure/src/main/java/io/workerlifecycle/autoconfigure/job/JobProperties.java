package io.workerlifecycle.autoconfigure.job;

import io.workerlifecycle.job.DstGap;
import io.workerlifecycle.job.DstRepeat;
import io.workerlifecycle.job.MissedRuns;
import io.workerlifecycle.job.Overlap;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The settings of one job, or the defaults of all. What is not set is left to the
 * annotation, the defaults and what is built in. Durations are text, since a bare number
 * is refused as it is in the annotation.
 *
 * @param cron Cron expression of six fields. Use '-' to disable the trigger.
 * @param fixedRate Time between the starts of two executions. Use '-' to disable the
 * trigger.
 * @param fixedDelay Time between the end of an execution and the start of the next. Use
 * '-' to disable the trigger.
 * @param at Moment to fire at, once, in ISO-8601. Local time in the zone where it has no
 * offset. Use '-' to disable the trigger.
 * @param zone Time zone of the cron expression, or of a moment without an offset.
 * @param onDstGap What becomes of a local time of the cron expression that a day does not
 * have.
 * @param onDstRepeat What becomes of a local time of the cron expression that a day has
 * twice.
 * @param initialDelay Time before the first firing.
 * @param runOnStart Whether to fire once when jobs start, besides the schedule.
 * @param jitter Time by which firings may be late, at random.
 * @param overlap What becomes of a firing while an execution runs.
 * @param missedRuns What becomes of firings that were due while the process was down or
 * the machine slept.
 * @param catchUp Bounds of what is made up for of missed runs.
 * @param timeout Maximum time of an execution with all its attempts, before it is
 * interrupted.
 * @param retry How often an execution tries again when its method throws.
 * @param enabled Whether the job fires. A disabled job can be triggered by hand.
 * @param stopTimeout Maximum time that an execution may go on when the application stops,
 * before it is interrupted; and after an interrupt, before it counts as stuck.
 * @param critical Whether the application is unwell without the job.
 * @param overdueAfter Maximum time after a firing was due until an execution begins.
 * @param historySize Maximum number of executions that are kept.
 * @param description What the job does, in words for people.
 */
@ConfigurationProperties("worker-lifecycle.job-defaults")
record JobProperties(@Nullable String cron, @Nullable String fixedRate, @Nullable String fixedDelay,
		@Nullable String at, @Nullable String zone, @Nullable DstGap onDstGap, @Nullable DstRepeat onDstRepeat,
		@Nullable String initialDelay, @Nullable Boolean runOnStart, @Nullable String jitter, @Nullable Overlap overlap,
		@Nullable MissedRuns missedRuns, @Nullable CatchUp catchUp, @Nullable String timeout, @Nullable Retry retry,
		@Nullable Boolean enabled, @Nullable String stopTimeout, @Nullable Boolean critical,
		@Nullable String overdueAfter, @Nullable Integer historySize, @Nullable String description) {

	/**
	 * Bounds of what is made up for of missed runs.
	 *
	 * @param maxRuns Maximum number of missed runs that are made up for.
	 * @param maxAge Maximum time since a missed run was due.
	 */
	record CatchUp(@Nullable Integer maxRuns, @Nullable String maxAge) {
	}

	/**
	 * How often an execution tries again.
	 *
	 * @param maxRetries Maximum number of attempts after the first.
	 * @param delay Time before the second attempt.
	 * @param multiplier Factor by which the delay grows from attempt to attempt.
	 * @param maxDelay Maximum delay.
	 * @param jitter Time by which a delay may be longer or shorter.
	 */
	record Retry(@Nullable Integer maxRetries, @Nullable String delay, @Nullable Double multiplier,
			@Nullable String maxDelay, @Nullable String jitter) {
	}

}
