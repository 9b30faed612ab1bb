package io.workerlifecycle.job;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Collectors;

import io.workerlifecycle.job.JobAttributes.Setting;

/**
 * Finds the one trigger among the attributes of a job, or says what is wrong with it.
 */
record TriggerReader(String jobName, JobAttributes attributes) {

	private static final String KINDS = "cron, fixedRate, fixedDelay and at";

	JobTrigger read(ZoneId defaultZone) {
		ZoneId zone = zone(defaultZone);
		JobAttribute kind = kind();
		Setting setting = this.attributes.get(kind);
		if (setting == null || BackgroundJob.DISABLED.equals(setting.value())) {
			return new JobTrigger.Disabled();
		}
		return switch (kind) {
			case CRON -> cron(setting, zone);
			case AT -> new JobTrigger.At(MomentText.parse(this.jobName, kind, setting, zone));
			case FIXED_RATE -> new JobTrigger.FixedRate(interval(kind, setting));
			case FIXED_DELAY -> new JobTrigger.FixedDelay(interval(kind, setting));
			default -> custom(setting);
		};
	}

	private JobAttribute kind() {
		List<JobAttribute> kinds = this.attributes.triggers();
		if (kinds.isEmpty()) {
			throw new InvalidJobException("Job '" + this.jobName + "' has no trigger.", "Set exactly one of " + KINDS
					+ "; " + BackgroundJob.DISABLED + " for a job that is only triggered by hand.");
		}
		if (kinds.size() > 1) {
			throw new InvalidJobException(
					"Job '" + this.jobName + "' has more than one trigger: "
							+ kinds.stream().map(this::described).collect(Collectors.joining("; ")) + ".",
					"Keep exactly one of " + KINDS + ".");
		}
		return kinds.get(0);
	}

	private String described(JobAttribute kind) {
		Setting setting = this.attributes.get(kind);
		return (setting != null) ? kind.key() + " '" + setting.value() + "', from " + setting.place() : kind.key();
	}

	private Duration interval(JobAttribute kind, Setting setting) {
		return JobDuration.parse(this.jobName, kind, setting, Duration.ofMillis(1));
	}

	private JobTrigger cron(Setting setting, ZoneId zone) {
		CronText.check(this.jobName, setting, zone);
		AttributeValues values = new AttributeValues(this.jobName, this.attributes);
		return new JobTrigger.Cron(setting.value(), zone,
				values.choice(JobAttribute.ON_DST_GAP, DstGap.class, DstGap.RUN_AFTER),
				values.choice(JobAttribute.ON_DST_REPEAT, DstRepeat.class, DstRepeat.ONCE));
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

	private JobTrigger custom(Setting setting) {
		return (setting.trigger() != null) ? new JobTrigger.Custom(setting.trigger()) : new JobTrigger.Disabled();
	}

}
