package io.workerlifecycle.job;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A cron expression in a zone, shared by all jobs that have the same: of ten thousand
 * jobs that are due at once, one computes the next instant and the others take it.
 */
final class SharedCron {

	private final ZonedCron cron;

	/** The last answer and the span it holds for; a lost write only costs time. */
	private volatile @Nullable Answer answer;

	SharedCron(JobTrigger.Cron trigger) {
		this.cron = new ZonedCron(trigger);
	}

	/** The first firing after an instant. */
	@Nullable Instant next(Instant after) {
		Answer known = this.answer;
		if (known != null && known.holdsFor(after)) {
			return known.next();
		}
		Instant next = this.cron.next(after);
		if (next != null) {
			this.answer = new Answer(after, next);
		}
		return next;
	}

	private record Answer(Instant after, Instant next) {

		boolean holdsFor(Instant other) {
			return !other.isBefore(this.after) && other.isBefore(this.next);
		}

	}

}
