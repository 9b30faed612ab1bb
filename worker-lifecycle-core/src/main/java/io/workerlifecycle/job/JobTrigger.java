package io.workerlifecycle.job;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

import org.springframework.scheduling.Trigger;

/**
 * When a job fires. What it prints is meant for people.
 *
 * @since 0.1.0
 */
public sealed interface JobTrigger {

	/**
	 * When the job fires, in plain English, such as {@code every day at 03:00}. Times are
	 * local; the zone is not part of it.
	 * @return the words
	 */
	default String inWords() {
		return toString();
	}

	/**
	 * What may be meant otherwise, such as a cron expression that fires every second.
	 * Nothing of it is an error.
	 * @param now the moment to look from
	 * @return the findings, each a fact and the way out, as the end of a sentence about
	 * the trigger
	 */
	default List<String> advice(Instant now) {
		return List.of();
	}

	/**
	 * At the instants that a cron expression names, by the wall clock.
	 *
	 * @param expression six fields, or a macro
	 * @param zone the zone whose local time the expression speaks of
	 * @param onDstGap what becomes of a local time that a day does not have
	 * @param onDstRepeat what becomes of a local time that a day has twice
	 */
	record Cron(String expression, ZoneId zone, DstGap onDstGap, DstRepeat onDstRepeat) implements JobTrigger {

		/**
		 * A cron trigger that fires exactly once for each of its local times.
		 * @param expression six fields, or a macro
		 * @param zone the zone whose local time the expression speaks of
		 */
		public Cron(String expression, ZoneId zone) {
			this(expression, zone, DstGap.RUN_AFTER, DstRepeat.ONCE);
		}

		/**
		 * Says whether the coming year has a day without a local time that this trigger
		 * is due at, since clocks are set forward over it.
		 * @param jobName the name of the job, for the sentence
		 * @param now when the year begins
		 * @return a sentence about the first such day, with what the job does then
		 */
		public Optional<String> gapNotice(String jobName, Instant now) {
			return new DstWarning(this).of(jobName, now);
		}

		@Override
		public String toString() {
			return "cron " + this.expression + " " + this.zone;
		}

		@Override
		public String inWords() {
			return CronWords.of(this.expression);
		}

		@Override
		public List<String> advice(Instant now) {
			return CronAdvice.of(this, now, new SharedCron(this).next(now));
		}

	}

	/**
	 * In equal intervals, however long executions take.
	 *
	 * @param interval the time between two firings
	 */
	record FixedRate(Duration interval) implements JobTrigger {

		@Override
		public String toString() {
			return "every " + JobDuration.text(this.interval);
		}

	}

	/**
	 * Some time after the last execution.
	 *
	 * @param interval the time between the end of an execution and the next firing
	 */
	record FixedDelay(Duration interval) implements JobTrigger {

		@Override
		public String toString() {
			return JobDuration.text(this.interval) + " after the last execution";
		}

		@Override
		public String inWords() {
			return JobDuration.text(this.interval) + " after the end of the last execution";
		}

	}

	/**
	 * Once. A moment that has passed when jobs start never comes, and is no mistake.
	 *
	 * @param instant when
	 */
	record At(Instant instant) implements JobTrigger {

		@Override
		public String toString() {
			return "once at " + this.instant;
		}

	}

	/**
	 * When a trigger of Spring's says so, which is asked at the start and whenever the
	 * execution of a firing has ended. It is not asked on the clock thread. One that
	 * throws is asked no more.
	 *
	 * @param trigger the trigger
	 */
	record Custom(Trigger trigger) implements JobTrigger {

		@Override
		public String toString() {
			return "trigger " + this.trigger;
		}

	}

	/**
	 * Never, but by hand.
	 */
	record Disabled() implements JobTrigger {

		@Override
		public String toString() {
			return BackgroundJob.DISABLED;
		}

		@Override
		public String inWords() {
			return "never, only by hand";
		}

	}

}
