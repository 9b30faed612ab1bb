package io.workerlifecycle.job;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Optional;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Tells of a cron job that is due at a local time which a day of the coming year does not
 * have. A job that goes by real time is never told of.
 */
final class DstWarning {

	private static final int DAYS_AHEAD = 366;

	private final JobTrigger.Cron trigger;

	private final ZoneRules rules;

	DstWarning(JobTrigger.Cron trigger) {
		this.trigger = trigger;
		this.rules = trigger.zone().getRules();
	}

	/** A sentence about the first such day after an instant. */
	Optional<String> of(String jobName, Instant now) {
		if (this.rules.isFixedOffset() || ZonedCron.namesEveryHour(this.trigger.expression())) {
			return Optional.empty();
		}
		ZonedCron cron = new ZonedCron(this.trigger);
		Instant end = now.plus(DAYS_AHEAD, ChronoUnit.DAYS);
		return Stream
			.iterate(change(now), (change) -> change != null && change.getInstant().isBefore(end),
					(change) -> change(change.getInstant()))
			.filter(ZoneOffsetTransition::isGap)
			.flatMap((gap) -> Optional.ofNullable(cron.firstIn(gap)).map((due) -> sentence(jobName, due, gap)).stream())
			.findFirst();
	}

	private @Nullable ZoneOffsetTransition change(Instant after) {
		return this.rules.nextTransition(after);
	}

	private String sentence(String jobName, LocalDateTime due, ZoneOffsetTransition gap) {
		return "Job '" + jobName + "' is due at " + due.toLocalTime() + ", which " + due.toLocalDate()
				+ " does not have in " + this.trigger.zone() + ": it " + consequence(due, gap.getDateTimeAfter())
				+ " (on-dst-gap=" + JobChoice.text(this.trigger.onDstGap()) + ")";
	}

	private String consequence(LocalDateTime due, LocalDateTime end) {
		if (this.trigger.onDstGap() == DstGap.SKIP) {
			return "does not run then";
		}
		return due.toLocalDate().equals(end.toLocalDate()) ? "runs at " + end.toLocalTime()
				: "runs at " + end.toLocalTime() + " on " + end.toLocalDate();
	}

}
