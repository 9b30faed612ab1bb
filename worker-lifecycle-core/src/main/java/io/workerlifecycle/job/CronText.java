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

	static JobTrigger.Cron parse(String jobName, JobAttributes.Setting setting, ZoneId zone) {
		String text = setting.value();
		if (!CronExpression.isValidExpression(text)) {
			CronMistake mistake = CronMistake.in(text);
			throw setting.invalid(jobName, JobAttribute.CRON, mistake.fact(), mistake.action());
		}
		if (CronExpression.parse(text).next(ANY.atZone(zone)) == null) {
			throw setting.invalid(jobName, JobAttribute.CRON, "it never fires, since there is no such date",
					"Write a day that the month has, or - to disable the job.");
		}
		return new JobTrigger.Cron(text, zone);
	}

}
