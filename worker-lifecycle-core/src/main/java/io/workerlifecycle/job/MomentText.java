package io.workerlifecycle.job;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.TemporalAccessor;
import java.time.zone.ZoneOffsetTransition;

/**
 * Moments as people write them for jobs: ISO-8601, with an offset or in local time.
 */
final class MomentText {

	private MomentText() {
	}

	/**
	 * Reads {@code 2027-01-31T03:00:00Z}, {@code 2027-01-31T03:00+01:00} or
	 * {@code 2027-01-31T03:00}. A local time that clocks skip means the end of the gap,
	 * and one that comes twice means the first.
	 * @throws InvalidJobException naming the attribute's place
	 */
	static Instant parse(String jobName, JobAttribute attribute, JobAttributes.Setting setting, ZoneId zone) {
		try {
			TemporalAccessor moment = DateTimeFormatter.ISO_DATE_TIME.parseBest(setting.value(), OffsetDateTime::from,
					LocalDateTime::from);
			return (moment instanceof OffsetDateTime offset) ? offset.toInstant()
					: instant(LocalDateTime.from(moment), zone);
		}
		catch (DateTimeParseException ex) {
			throw setting.invalid(jobName, attribute, "it is no moment",
					"Write ISO-8601, such as 2027-01-31T03:00:00Z, 2027-01-31T03:00+01:00, or 2027-01-31T03:00 for "
							+ "local time in the zone of the job.");
		}
	}

	private static Instant instant(LocalDateTime local, ZoneId zone) {
		ZoneOffsetTransition change = zone.getRules().getTransition(local);
		return (change != null && change.isGap()) ? change.getInstant() : local.atZone(zone).toInstant();
	}

}
