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

	private static final int LONGEST_SHIFT_MINUTES = 24 * 60;

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
		Instant next = compute(after);
		if (next != null) {
			this.answer = new Answer(after, next);
		}
		return next;
	}

	/**
	 * Where a zone sets its clocks back by less than an hour, or is off by less than an
	 * hour, Spring may name an instant that has passed. It is asked again from later on,
	 * for as long as clocks are ever set back.
	 */
	private @Nullable Instant compute(Instant after) {
		for (int minutes = 0; minutes <= LONGEST_SHIFT_MINUTES; minutes++) {
			ZonedDateTime next = this.expression.next(after.plusSeconds(60L * minutes).atZone(this.zone));
			if (next == null || next.toInstant().isAfter(after)) {
				return (next != null) ? next.toInstant() : null;
			}
		}
		return null;
	}

	private record Answer(Instant after, Instant next) {

		boolean holdsFor(Instant other) {
			return !other.isBefore(this.after) && other.isBefore(this.next);
		}

	}

}
