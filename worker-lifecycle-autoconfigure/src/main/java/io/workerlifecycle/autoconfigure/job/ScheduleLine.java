package io.workerlifecycle.autoconfigure.job;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

import io.workerlifecycle.job.JobSnapshot;
import io.workerlifecycle.job.JobTrigger;
import org.jspecify.annotations.Nullable;

/**
 * A job in the report of schedules.
 *
 * @param job the job
 * @param firings its next firings, earliest first
 * @param origin where its trigger is written, in words for people
 */
record ScheduleLine(JobSnapshot job, List<Instant> firings, String origin) {

	String text() {
		return this.job.name() + ": " + schedule() + next() + "; from " + this.origin;
	}

	private String schedule() {
		if (this.job.trigger() instanceof JobTrigger.Disabled) {
			return "disabled";
		}
		String words = this.job.trigger().inWords() + zoneWords();
		return this.job.enabled() ? words : "disabled, else " + words;
	}

	private String zoneWords() {
		return (this.job.trigger() instanceof JobTrigger.Cron cron) ? ", zone " + cron.zone().getId() : "";
	}

	private String next() {
		return this.firings.isEmpty() ? "" : "; next " + String.join(", ", firingWords());
	}

	/** The day is told again where it changes, and the offset with it. */
	private List<String> firingWords() {
		List<String> words = new ArrayList<>();
		OffsetDateTime before = null;
		for (Instant firing : this.firings) {
			OffsetDateTime time = firing.truncatedTo(ChronoUnit.SECONDS).atZone(zone()).toOffsetDateTime();
			words.add(isSameDay(time, before) ? time.toLocalTime().toString() : time.toString());
			before = time;
		}
		return words;
	}

	private ZoneId zone() {
		return (this.job.trigger() instanceof JobTrigger.Cron cron) ? cron.zone() : ZoneId.systemDefault();
	}

	private static boolean isSameDay(OffsetDateTime time, @Nullable OffsetDateTime before) {
		return before != null && time.toLocalDate().equals(before.toLocalDate())
				&& time.getOffset().equals(before.getOffset());
	}

}
