package io.workerlifecycle.job;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.workerlifecycle.job.JobAttributes.Setting;

/**
 * Turns the attributes of one job into settings, or says what is wrong with them.
 */
final class JobSettingsReader {

	private static final Duration STOP_TIMEOUT = Duration.ofSeconds(10);

	private static final int HISTORY_SIZE = 20;

	private final String jobName;

	private final JobAttributes attributes;

	JobSettingsReader(String jobName, JobAttributes attributes) {
		this.jobName = jobName;
		this.attributes = attributes;
	}

	JobSettings read(ZoneId zone) {
		Duration stopTimeout = duration(JobAttribute.STOP_TIMEOUT, Duration.ZERO);
		Duration jitter = duration(JobAttribute.JITTER, Duration.ZERO);
		Setting description = this.attributes.get(JobAttribute.DESCRIPTION);
		return new JobSettings(trigger(zone), duration(JobAttribute.INITIAL_DELAY, Duration.ZERO),
				flag(JobAttribute.RUN_ON_START, false), flag(JobAttribute.ENABLED, true),
				(stopTimeout != null) ? stopTimeout : STOP_TIMEOUT, flag(JobAttribute.CRITICAL, false), historySize(),
				(description != null) ? description.value() : "", (jitter != null) ? jitter : Duration.ZERO);
	}

	private JobTrigger trigger(ZoneId zone) {
		ZoneId localZone = zone(zone);
		DstGap onDstGap = choice(JobAttribute.ON_DST_GAP, DstGap.RUN_AFTER);
		DstRepeat onDstRepeat = choice(JobAttribute.ON_DST_REPEAT, DstRepeat.ONCE);
		JobAttribute kind = triggerKind();
		Setting setting = this.attributes.get(kind);
		if (setting == null || BackgroundJob.DISABLED.equals(setting.value())) {
			return new JobTrigger.Disabled();
		}
		if (kind == JobAttribute.CRON) {
			JobTrigger.Cron cron = CronText.parse(this.jobName, setting, localZone);
			return new JobTrigger.Cron(cron.expression(), cron.zone(), onDstGap, onDstRepeat);
		}
		if (kind == JobAttribute.AT) {
			return new JobTrigger.At(JobMoment.parse(this.jobName, kind, setting, localZone));
		}
		Duration interval = JobDuration.parse(this.jobName, kind, setting, Duration.ofMillis(1));
		return (kind == JobAttribute.FIXED_RATE) ? new JobTrigger.FixedRate(interval)
				: new JobTrigger.FixedDelay(interval);
	}

	private JobAttribute triggerKind() {
		List<JobAttribute> kinds = this.attributes.triggers();
		if (kinds.isEmpty()) {
			throw new InvalidJobException("Job '" + this.jobName + "' has no trigger.",
					"Set exactly one of cron, fixedRate, fixedDelay and at; " + BackgroundJob.DISABLED
							+ " for a job that is only triggered by hand.");
		}
		if (kinds.size() > 1) {
			throw new InvalidJobException(
					"Job '" + this.jobName + "' has more than one trigger: "
							+ kinds.stream().map(this::described).collect(Collectors.joining("; ")) + ".",
					"Keep exactly one of cron, fixedRate, fixedDelay and at.");
		}
		return kinds.get(0);
	}

	private String described(JobAttribute kind) {
		Setting setting = this.attributes.get(kind);
		return (setting != null) ? kind.key() + " '" + setting.value() + "', from " + setting.place() : kind.key();
	}

	private ZoneId zone(ZoneId otherwise) {
		Setting setting = this.attributes.get(JobAttribute.ZONE);
		if (setting == null) {
			return otherwise;
		}
		try {
			return ZoneId.of(setting.value());
		}
		catch (DateTimeException ex) {
			throw setting.invalid(this.jobName, JobAttribute.ZONE, "there is no such time zone",
					"Write a zone id such as Europe/Berlin or UTC.");
		}
	}

	private @Nullable Duration duration(JobAttribute attribute, Duration shortest) {
		Setting setting = this.attributes.get(attribute);
		return (setting != null) ? JobDuration.parse(this.jobName, attribute, setting, shortest) : null;
	}

	private <E extends Enum<E>> E choice(JobAttribute attribute, E otherwise) {
		Setting setting = this.attributes.get(attribute);
		return (setting != null) ? JobChoice.parse(this.jobName, attribute, setting, otherwise.getDeclaringClass())
				: otherwise;
	}

	private boolean flag(JobAttribute attribute, boolean otherwise) {
		Setting setting = this.attributes.get(attribute);
		if (setting == null) {
			return otherwise;
		}
		if (!setting.value().equals("true") && !setting.value().equals("false")) {
			throw setting.invalid(this.jobName, attribute, "it is neither true nor false", "Write true or false.");
		}
		return Boolean.parseBoolean(setting.value());
	}

	private int historySize() {
		Setting setting = this.attributes.get(JobAttribute.HISTORY_SIZE);
		if (setting == null) {
			return HISTORY_SIZE;
		}
		if (!setting.value().matches("\\d{1,4}")) {
			throw setting.invalid(this.jobName, JobAttribute.HISTORY_SIZE, "it is no number from 0 to 9999",
					"Write how many executions to keep, such as 20.");
		}
		return Integer.parseInt(setting.value());
	}

}
