package io.workerlifecycle.job;

import java.time.Duration;
import java.time.ZoneId;

import io.workerlifecycle.retry.RetrySettings;

/**
 * Turns the attributes of one job into settings, or says what is wrong with them. Jobs of
 * which nothing is said share what is built in.
 */
final class JobSettingsReader {

	private static final Duration SHORTEST = Duration.ofMillis(1);

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
		FiringSettings standard = FiringSettings.STANDARD;
		MissedRunSettings missedRuns = new MissedRunSettings(
				this.values.choice(JobAttribute.MISSED_RUNS, MissedRuns.class, standard.missedRuns().policy()),
				this.values.number(JobAttribute.CATCH_UP_MAX_RUNS, 1, standard.missedRuns().maxRuns()),
				this.values.duration(JobAttribute.CATCH_UP_MAX_AGE, SHORTEST, standard.missedRuns().maxAge()));
		FiringSettings said = new FiringSettings(this.values.duration(JobAttribute.INITIAL_DELAY, Duration.ZERO),
				this.values.flag(JobAttribute.RUN_ON_START, standard.runOnStart()),
				this.values.duration(JobAttribute.JITTER, Duration.ZERO, standard.jitter()),
				this.values.choice(JobAttribute.OVERLAP, Overlap.class, standard.overlap()), missedRuns);
		return said.equals(standard) ? standard : said;
	}

	private ExecutionSettings execution() {
		ExecutionSettings standard = ExecutionSettings.STANDARD;
		RetrySettings retry = new RetrySettings(
				this.values.number(JobAttribute.RETRY_MAX_RETRIES, 0, standard.retry().maxRetries()),
				this.values.duration(JobAttribute.RETRY_DELAY, Duration.ZERO, standard.retry().delay()),
				this.values.factor(JobAttribute.RETRY_MULTIPLIER, standard.retry().multiplier()),
				this.values.duration(JobAttribute.RETRY_MAX_DELAY, SHORTEST, standard.retry().maxDelay()),
				this.values.duration(JobAttribute.RETRY_JITTER, Duration.ZERO, standard.retry().jitter()));
		ExecutionSettings said = new ExecutionSettings(this.values.duration(JobAttribute.TIMEOUT, SHORTEST),
				this.values.duration(JobAttribute.STOP_TIMEOUT, Duration.ZERO, standard.stopTimeout()), retry);
		return said.equals(standard) ? standard : said;
	}

	private WatchSettings watch() {
		WatchSettings standard = WatchSettings.STANDARD;
		WatchSettings said = new WatchSettings(this.values.flag(JobAttribute.CRITICAL, standard.critical()),
				this.values.duration(JobAttribute.OVERDUE_AFTER, Duration.ZERO, standard.overdueAfter()),
				this.values.number(JobAttribute.HISTORY_SIZE, 0, standard.historySize()));
		return said.equals(standard) ? standard : said;
	}

}
