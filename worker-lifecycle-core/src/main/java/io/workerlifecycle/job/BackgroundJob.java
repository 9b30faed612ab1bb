package io.workerlifecycle.job;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.aot.hint.annotation.Reflective;

/**
 * Makes a method of a bean a job: it fires on a schedule and never runs beside itself.
 * <p>
 * Exactly one of {@link #cron()}, {@link #fixedRate()} and {@link #fixedDelay()} is set;
 * {@value #DISABLED} for any of them disables the job. All strings take {@code ${…}}
 * placeholders; durations are written {@code 10s} or as ISO-8601, and a bare number is
 * refused. The method takes nothing or a {@link JobContext} and returns {@code void}. May
 * be used as a meta-annotation.
 *
 * @since 0.1.0
 */
@Target({ ElementType.METHOD, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Reflective
public @interface BackgroundJob {

	/**
	 * The trigger that never fires: the job is listed, and can be triggered by hand.
	 */
	String DISABLED = "-";

	/**
	 * The name of the job, of letters, digits and {@code -}.
	 * @return the name; by default bean name and method name, joined by {@code -}
	 */
	String name() default "";

	/**
	 * A cron expression of six fields, as
	 * {@link org.springframework.scheduling.support.CronExpression} reads it.
	 * @return the expression
	 */
	String cron() default "";

	/**
	 * The time zone of the cron expression.
	 * @return a zone id; by default {@code worker-lifecycle.job-defaults.zone}, else the
	 * zone of the JVM
	 */
	String zone() default "";

	/**
	 * The time between the starts of two executions.
	 * @return a duration
	 */
	String fixedRate() default "";

	/**
	 * The time between the end of an execution and the start of the next.
	 * @return a duration
	 */
	String fixedDelay() default "";

	/**
	 * The time before the first firing. For a cron expression: firings before it are left
	 * out.
	 * @return a duration; by default one interval
	 */
	String initialDelay() default "";

	/**
	 * Delays each firing by a random time below this, so that many jobs or many instances
	 * do not all begin at once.
	 * @return a duration; by default none
	 */
	String jitter() default "";

	/**
	 * Whether to fire once when jobs start, besides the schedule.
	 * @return true to fire at start
	 */
	boolean runOnStart() default false;

	/**
	 * What becomes of a firing while an execution runs.
	 * @return the policy
	 */
	Overlap overlap() default Overlap.SKIP;

	/**
	 * What becomes of firings that were due while the process was down or the machine
	 * slept.
	 * @return the policy
	 */
	MissedRuns missedRuns() default MissedRuns.SKIP;

	/**
	 * The longest time of an execution with all its attempts, before it is interrupted.
	 * @return a duration; by default there is no limit
	 */
	String timeout() default "";

	/**
	 * Whether the job fires: {@code true} or {@code false}. A disabled job is listed and
	 * can be triggered by hand.
	 * @return the flag, usually a placeholder
	 */
	String enabled() default "";

	/**
	 * What the job does, in words for people.
	 * @return the description
	 */
	String description() default "";

}
