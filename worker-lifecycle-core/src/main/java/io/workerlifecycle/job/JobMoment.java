package io.workerlifecycle.job;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * What outlives the process about one job.
 *
 * @param accountedUntil the last instant up to which its firings are accounted for: each
 * was begun, refused, or left out on purpose; null if nobody keeps account of them
 * @param pausedSince since when it is paused; null if it is not
 */
record JobMoment(@Nullable Instant accountedUntil, @Nullable Instant pausedSince) {

	static final JobMoment NONE = new JobMoment(null, null);

	boolean isPaused() {
		return this.pausedSince != null;
	}

	/** Moves forward only. */
	JobMoment accounted(Instant until) {
		Instant known = this.accountedUntil;
		return (known == null || until.isAfter(known)) ? new JobMoment(until, this.pausedSince) : this;
	}

	/** The first pause counts. */
	JobMoment paused(Instant since) {
		return isPaused() ? this : new JobMoment(this.accountedUntil, since);
	}

	JobMoment resumed() {
		return isPaused() ? new JobMoment(this.accountedUntil, null) : this;
	}

	boolean isBefore(Instant limit) {
		return isBefore(this.accountedUntil, limit) && isBefore(this.pausedSince, limit);
	}

	private static boolean isBefore(@Nullable Instant instant, Instant limit) {
		return instant == null || instant.isBefore(limit);
	}

}
