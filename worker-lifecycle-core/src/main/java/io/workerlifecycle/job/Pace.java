package io.workerlifecycle.job;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;

import io.workerlifecycle.time.TimeSource;
import org.jspecify.annotations.Nullable;

/**
 * In what rhythm a job fires, from one start of jobs to their stop.
 */
sealed interface Pace permits CronPace, TimedPace, JitteredPace {

	/**
	 * Makes a run that has not begun.
	 * @param firing told of each firing with its due time, on the clock thread and under
	 * no lock; it only hands over
	 */
	Run run(Consumer<Instant> firing);

	static Pace of(JobSettings settings, SharedCrons crons, TimeSource time) {
		Pace pace = ofTrigger(settings, crons, time);
		Duration jitter = settings.firing().jitter();
		return jitter.isZero() ? pace
				: new JitteredPace(pace, time, () -> ThreadLocalRandom.current().nextLong(jitter.toNanos()));
	}

	private static Pace ofTrigger(JobSettings settings, SharedCrons crons, TimeSource time) {
		if (settings.trigger() instanceof JobTrigger.Cron cron) {
			return new CronPace(crons.get(cron, time), settings.firing().initialDelay());
		}
		if (settings.trigger() instanceof JobTrigger.FixedRate rate) {
			return new FixedRatePace(rate.interval(), time, settings.firing().initialDelay());
		}
		if (settings.trigger() instanceof JobTrigger.FixedDelay delay) {
			return new FixedDelayPace(delay.interval(), time, settings);
		}
		if (settings.trigger() instanceof JobTrigger.At moment) {
			return new AtPace(moment.instant(), time, settings.firing().initialDelay());
		}
		if (settings.trigger() instanceof JobTrigger.Custom custom) {
			return new CustomPace(custom.trigger(), time, settings.firing().initialDelay());
		}
		throw new IllegalArgumentException("A disabled job has no pace");
	}

	/**
	 * The firings from a start to a stop. May be called from any thread, but under no
	 * lock: some ask code of users.
	 */
	interface Run {

		/** Begins to fire; nothing happens after a stop. */
		void begin();

		/** Fires no more, and leaves no timer. */
		void stop();

		/** An execution of the job ended; called on its thread. */
		default void ended() {
		}

		/** A firing of the job was refused, perhaps on the clock thread. */
		default void refused() {
			ended();
		}

		/** The next firing, if it is known. */
		@Nullable Instant next();

		/** The firings to come, as far as they are known. */
		List<Instant> preview(int count);

	}

}
