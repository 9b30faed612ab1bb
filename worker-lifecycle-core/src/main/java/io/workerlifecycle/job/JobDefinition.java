package io.workerlifecycle.job;

import java.lang.reflect.Method;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

import io.workerlifecycle.name.RelaxedName;

import org.springframework.scheduling.Trigger;
import org.springframework.util.Assert;
import org.springframework.util.ReflectionUtils;

/**
 * A job that code adds while the application runs.
 *
 * <pre class="code">
 * jobs.add(JobDefinition.named("nightly-report").cron("0 0 3 * * *").action((context) -&gt; report()));
 * </pre>
 *
 * Properties of its name win over what is said here. Immutable.
 *
 * @since 0.1.0
 * @see BackgroundJobs#add(JobDefinition)
 */
public final class JobDefinition {

	/** Where its attributes stand, in words for people. */
	static final String PLACE = "run time";

	private static final Method RUN = method();

	private final RelaxedName name;

	private final JobAction action;

	private final JobAttributes attributes;

	private JobDefinition(RelaxedName name, JobAction action, JobAttributes attributes) {
		this.name = name;
		this.action = action;
		this.attributes = attributes;
	}

	/**
	 * Begins the definition of a job.
	 * @param name the name, of letters, digits and {@code -}
	 * @return what to go on with
	 * @throws IllegalArgumentException if no job can be called so
	 */
	public static Builder named(String name) {
		Assert.isTrue(RelaxedName.isLegal(name), () -> "No job can be called '" + name
				+ "': a name is made of letters, digits and -, and begins with a letter or digit");
		return new Builder(RelaxedName.of(name), JobAttributes.NONE);
	}

	/**
	 * The name of the job.
	 * @return the name, as it was written
	 */
	public String name() {
		return this.name.toString();
	}

	JobDeclaration declaration() {
		return new JobDeclaration(this.name, new JobSource.Code(),
				new JobMethod(this.action, RUN, this.action.getClass()), this.attributes);
	}

	private static Method method() {
		Method method = ReflectionUtils.findMethod(JobAction.class, "run", JobContext.class);
		Assert.state(method != null, "A job action has no method to run");
		return method;
	}

	/**
	 * What is said of the job so far. Each step is a new value, so that one can be the
	 * beginning of several jobs.
	 *
	 * @param name the name of the job
	 * @param attributes what is said of it
	 * @since 0.1.0
	 */
	public record Builder(RelaxedName name, JobAttributes attributes) {

		/**
		 * Fires when the wall clock says so.
		 * @param expression six fields, or a macro
		 * @return a definition with this
		 */
		public Builder cron(String expression) {
			return with(JobAttribute.CRON, expression);
		}

		/**
		 * Reads the cron expression in a zone.
		 * @param zone the zone
		 * @return a definition with this
		 */
		public Builder zone(ZoneId zone) {
			return with(JobAttribute.ZONE, zone.getId());
		}

		/**
		 * Fires in equal intervals.
		 * @param interval the time between two starts
		 * @return a definition with this
		 */
		public Builder fixedRate(Duration interval) {
			return with(JobAttribute.FIXED_RATE, interval.toString());
		}

		/**
		 * Fires some time after the last execution.
		 * @param interval the time between an end and a start
		 * @return a definition with this
		 */
		public Builder fixedDelay(Duration interval) {
			return with(JobAttribute.FIXED_DELAY, interval.toString());
		}

		/**
		 * Fires once.
		 * @param instant when
		 * @return a definition with this
		 */
		public Builder at(Instant instant) {
			return with(JobAttribute.AT, instant.toString());
		}

		/**
		 * Fires as code says.
		 * @param trigger the code
		 * @return a definition with this
		 */
		public Builder trigger(Trigger trigger) {
			return trigger(new JobTrigger.Custom(trigger));
		}

		/**
		 * Fires by a trigger.
		 * @param trigger the trigger
		 * @return a definition with this
		 */
		public Builder trigger(JobTrigger trigger) {
			return new Builder(this.name, JobAttributes.of(trigger, PLACE).over(this.attributes));
		}

		/**
		 * Waits before the first firing.
		 * @param delay the time from now, or from the start of jobs
		 * @return a definition with this
		 */
		public Builder initialDelay(Duration delay) {
			return with(JobAttribute.INITIAL_DELAY, delay.toString());
		}

		/**
		 * Fires at once too, when it is added or when jobs start.
		 * @return a definition with this
		 */
		public Builder runOnStart() {
			return with(JobAttribute.RUN_ON_START, "true");
		}

		/**
		 * Says what becomes of a firing while an execution runs.
		 * @param overlap the policy
		 * @return a definition with this
		 */
		public Builder overlap(Overlap overlap) {
			return with(JobAttribute.OVERLAP, overlap.name());
		}

		/**
		 * Says what becomes of missed firings.
		 * @param missedRuns the policy
		 * @return a definition with this
		 */
		public Builder missedRuns(MissedRuns missedRuns) {
			return with(JobAttribute.MISSED_RUNS, missedRuns.name());
		}

		/**
		 * Interrupts an execution that takes longer.
		 * @param timeout the longest time
		 * @return a definition with this
		 */
		public Builder timeout(Duration timeout) {
			return with(JobAttribute.TIMEOUT, timeout.toString());
		}

		/**
		 * Says what the job does, in words for people.
		 * @param description the words
		 * @return a definition with this
		 */
		public Builder description(String description) {
			return with(JobAttribute.DESCRIPTION, description);
		}

		/**
		 * Says anything else of the job, as properties would.
		 * @param attribute what is said
		 * @param value the value as one would write it, such as {@code 10s}
		 * @return a definition with this
		 */
		public Builder with(JobAttribute attribute, String value) {
			return new Builder(this.name, this.attributes.with(attribute, value, PLACE));
		}

		/**
		 * Ends the definition.
		 * @param action what the job does
		 * @return the definition
		 */
		public JobDefinition action(JobAction action) {
			return new JobDefinition(this.name, action, this.attributes);
		}

	}

}
