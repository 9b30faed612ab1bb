package io.workerlifecycle.job;

import java.time.Duration;
import java.time.ZoneId;

/**
 * Turns the attributes of one job into settings, or says what is wrong with them.
 */
final class JobSettingsReader {

	private static final Duration STOP_TIMEOUT = Duration.ofSeconds(10);

	private static final Duration OVERDUE_AFTER = Duration.ofMinutes(5);

	private static final Duration SHORTEST = Duration.ofMillis(1);

	private static final int HISTORY_SIZE = 20;

	private final TriggerReader trigger;

	private final AttributeValues values;

	JobSettingsReader(String jobName, JobAttributes attributes) {
		this.trigger = new TriggerReader(jobName, attributes);
		this.values = new AttributeValues(jobName, attributes);
	}

	JobSettings read(ZoneId zone) {
		return new JobSettings(this.trigger.read(zone), this.values.flag(JobAttribute.ENABLED, true), firing(),
				execution(), watch(), this.values.text(JobAttribute.DESCRIPTION));
	}

	private FiringSettings firing() {
		MissedRunSettings standard = MissedRunSettings.STANDARD;
		MissedRunSettings missedRuns = new MissedRunSettings(
				this.values.choice(JobAttribute.MISSED_RUNS, MissedRuns.class, standard.policy()),
				this.values.number(JobAttribute.CATCH_UP_MAX_RUNS, 1, standard.maxRuns()),
				this.values.duration(JobAttribute.CATCH_UP_MAX_AGE, SHORTEST, standard.maxAge()));
		return new FiringSettings(this.values.duration(JobAttribute.INITIAL_DELAY, Duration.ZERO),
				this.values.flag(JobAttribute.RUN_ON_START, false),
				this.values.duration(JobAttribute.JITTER, Duration.ZERO, Duration.ZERO),
				this.values.choice(JobAttribute.OVERLAP, Overlap.class, Overlap.SKIP), missedRuns);
	}

	private ExecutionSettings execution() {
		RetrySettings standard = RetrySettings.STANDARD;
		RetrySettings retry = new RetrySettings(
				this.values.number(JobAttribute.RETRY_MAX_RETRIES, 0, standard.maxRetries()),
				this.values.duration(JobAttribute.RETRY_DELAY, Duration.ZERO, standard.delay()),
				this.values.factor(JobAttribute.RETRY_MULTIPLIER, standard.multiplier()),
				this.values.duration(JobAttribute.RETRY_MAX_DELAY, SHORTEST, standard.maxDelay()),
				this.values.duration(JobAttribute.RETRY_JITTER, Duration.ZERO, standard.jitter()));
		return new ExecutionSettings(this.values.duration(JobAttribute.TIMEOUT, SHORTEST),
				this.values.duration(JobAttribute.STOP_TIMEOUT, Duration.ZERO, STOP_TIMEOUT), retry);
	}

	private WatchSettings watch() {
		return new WatchSettings(this.values.flag(JobAttribute.CRITICAL, false),
				this.values.duration(JobAttribute.OVERDUE_AFTER, Duration.ZERO, OVERDUE_AFTER),
				this.values.number(JobAttribute.HISTORY_SIZE, 0, HISTORY_SIZE));
	}

}
