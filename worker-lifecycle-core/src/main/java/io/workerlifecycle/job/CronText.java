package io.workerlifecycle.job;

import java.time.Instant;
import java.time.ZoneId;
import java.util.regex.Pattern;

import org.springframework.scheduling.support.CronExpression;

/**
 * Reads cron expressions so that a mistake is told with its way out.
 */
final class CronText {

	private static final Pattern SPACES = Pattern.compile("\\s+");

	/** Any date will do to see whether an expression ever fires. */
	private static final Instant ANY = Instant.EPOCH;

	private CronText() {
	}

	static JobTrigger.Cron parse(String jobName, JobAttributes.Setting setting, ZoneId zone) {
		String text = setting.value();
		if (!text.startsWith("@") && SPACES.split(text).length == 5) {
			throw setting.invalid(jobName, JobAttribute.CRON, "it has 5 fields, but 6 are needed, with seconds first",
					"Write '0 " + text + "' to fire at second 0.");
		}
		if (expression(jobName, setting).next(ANY.atZone(zone)) == null) {
			throw setting.invalid(jobName, JobAttribute.CRON, "it never fires, since there is no such date",
					"Write a day that the month has, or - to disable the job.");
		}
		return new JobTrigger.Cron(text, zone);
	}

	private static CronExpression expression(String jobName, JobAttributes.Setting setting) {
		try {
			return CronExpression.parse(setting.value());
		}
		catch (IllegalArgumentException ex) {
			throw setting.invalid(jobName, JobAttribute.CRON, "it is no cron expression (" + ex.getMessage() + ")",
					"Write six fields – second, minute, hour, day of month, month, day of week – such as "
							+ "'0 0 3 * * *', or a macro such as @daily.");
		}
	}

}
