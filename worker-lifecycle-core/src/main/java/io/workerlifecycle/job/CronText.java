package io.workerlifecycle.job;

import java.time.Instant;
import java.time.ZoneId;

import org.springframework.scheduling.support.CronExpression;

/**
 * Reads cron expressions so that a mistake is told with its way out.
 */
final class CronText {

	/** Any date will do to see whether an expression ever fires. */
	private static final Instant ANY = Instant.EPOCH;

	private CronText() {
	}

	static void check(String jobName, JobAttributes.Setting setting, ZoneId zone) {
		if (parse(jobName, setting).next(ANY.atZone(zone)) == null) {
			throw setting.invalid(jobName, JobAttribute.CRON, "it never fires, since there is no such date",
					"Write a day that the month has, or - to disable the job.");
		}
	}

	private static CronExpression parse(String jobName, JobAttributes.Setting setting) {
		try {
			return CronExpression.parse(setting.value());
		}
		catch (IllegalArgumentException ex) {
			CronMistake mistake = CronMistake.in(setting.value());
			throw setting.invalid(jobName, JobAttribute.CRON, mistake.fact(), mistake.action());
		}
	}

}
