package io.workerlifecycle.job;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

import org.springframework.scheduling.Trigger;

/**
 * When a job fires. What it prints is meant for people.
 *
 * @since 0.1.0
 */
public sealed interface JobTrigger {

	/**
	 * At the instants that a cron expression names, by the wall clock.
	 *
	 * @param expression six fields, or a macro
	 * @param zone the zone whose local time the expression speaks of
	 */
	record Cron(String expression, ZoneId zone) implements JobTrigger {

		@Override
		public String toString() {
			return "cron " + this.expression + " " + this.zone;
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

	}

	/**
	 * Once.
	 *
	 * @param instant when; one that has passed never comes
	 */
	record At(Instant instant) implements JobTrigger {

		@Override
		public String toString() {
			return "once at " + this.instant;
		}

	}

	/**
	 * As code of the application says. It is asked where jobs are started, and again
	 * where an execution has ended, on the thread of that.
	 *
	 * @param trigger the code
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

	}

}
