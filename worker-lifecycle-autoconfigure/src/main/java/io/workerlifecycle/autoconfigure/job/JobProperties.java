package io.workerlifecycle.autoconfigure.job;

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
 * offset.
 * @param zone Time zone of the cron expression, or of a moment without an offset.
 * @param onDstGap What becomes of a local time of the cron expression that a day does not
 * have: 'run-after' to fire when the gap ends, 'skip' to leave it out.
 * @param onDstRepeat What becomes of a local time of the cron expression that a day has
 * twice: 'once' to fire the first time only, 'twice' to fire both times.
 * @param initialDelay Time before the first firing.
 * @param jitter Time below which each firing is delayed at random.
 * @param runOnStart Whether to fire once when jobs start, besides the schedule.
 * @param enabled Whether the job fires. A disabled job can be triggered by hand.
 * @param stopTimeout Maximum time that an execution may go on when the application stops,
 * before it is interrupted.
 * @param critical Whether the application is unwell without the job.
 * @param historySize Maximum number of executions that are kept.
 * @param description What the job does, in words for people.
 */
@ConfigurationProperties("worker-lifecycle.job-defaults")
record JobProperties(@Nullable String cron, @Nullable String fixedRate, @Nullable String fixedDelay,
		@Nullable String at, @Nullable String zone, @Nullable String onDstGap, @Nullable String onDstRepeat,
		@Nullable String initialDelay, @Nullable String jitter, @Nullable Boolean runOnStart, @Nullable Boolean enabled,
		@Nullable String stopTimeout, @Nullable Boolean critical, @Nullable Integer historySize,
		@Nullable String description) {
}
