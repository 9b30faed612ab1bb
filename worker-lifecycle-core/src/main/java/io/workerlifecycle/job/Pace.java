package io.workerlifecycle.job;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.workerlifecycle.time.TimeSource;

/**
 * In what rhythm a job fires, from one start of jobs to their stop. Called under the lock
 * of the job's schedule.
 */
sealed interface Pace permits CronPace, FixedRatePace, FixedDelayPace {

	/** The first firing, or null if that depends on an execution. */
	@Nullable Due first();

	/** The firing after one that is due now, or null if that depends on its execution. */
	@Nullable Due next(Due fired);

	/**
	 * The next firing, now that an execution ended or was refused; null for no change.
	 */
	@Nullable Due afterEnd();

	/** The firings to come, as far as they are known. */
	List<Instant> preview(Due next, int count);

	static Pace of(JobSettings settings, SharedCrons crons, TimeSource time) {
		if (settings.trigger() instanceof JobTrigger.Cron cron) {
			return new CronPace(crons.get(cron), time, settings.firing().initialDelay());
		}
		if (settings.trigger() instanceof JobTrigger.FixedRate rate) {
			return new FixedRatePace(rate.interval(), time, settings.firing().initialDelay());
		}
		if (settings.trigger() instanceof JobTrigger.FixedDelay delay) {
			return new FixedDelayPace(delay.interval(), time, settings);
		}
		throw new IllegalArgumentException("A disabled job has no pace");
	}

}
