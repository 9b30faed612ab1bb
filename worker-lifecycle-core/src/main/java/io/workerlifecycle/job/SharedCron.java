package io.workerlifecycle.job;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;

import org.jspecify.annotations.Nullable;

import org.springframework.scheduling.support.CronExpression;

/**
 * A cron expression in a zone, shared by all jobs that have the same: of ten thousand
 * jobs that are due at once, one computes the next instant and the others take it.
 */
final class SharedCron {

	private final CronExpression expression;

	private final ZoneId zone;

	/** The last answer and the span it holds for; a lost write only costs time. */
	private volatile @Nullable Answer answer;

	SharedCron(JobTrigger.Cron trigger) {
		this.expression = CronExpression.parse(trigger.expression());
		this.zone = trigger.zone();
	}

	/** The first firing after an instant. */
	@Nullable Instant next(Instant after) {
		Answer known = this.answer;
		if (known != null && known.holdsFor(after)) {
			return known.next();
		}
		ZonedDateTime next = this.expression.next(after.atZone(this.zone));
		if (next == null) {
			return null;
		}
		Answer fresh = new Answer(after, next.toInstant());
		this.answer = fresh;
		return fresh.next();
	}

	private record Answer(Instant after, Instant next) {

		boolean holdsFor(Instant other) {
			return !other.isBefore(this.after) && other.isBefore(this.next);
		}

	}

}
