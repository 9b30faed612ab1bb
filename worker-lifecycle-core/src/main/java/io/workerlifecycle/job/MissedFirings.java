package io.workerlifecycle.job;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The firings of a job that are to be made up for.
 *
 * @param toRun when they were due, the oldest first
 * @param leftOut how many the bounds leave out, counted up to {@link #MOST_COUNTED}; what
 * the policy leaves out is not among them
 */
record MissedFirings(List<Instant> toRun, long leftOut) {

	/** Counting goes from firing to firing, and serves a line in the log only. */
	static final long MOST_COUNTED = 1_000;

	static final MissedFirings NONE = new MissedFirings(List.of(), 0);

	MissedFirings {
		toRun = List.copyOf(toRun);
	}

	/**
	 * Finds them from the latest back, so that the work goes with how many are made up
	 * for, and not with how many were missed.
	 * @param past when the job would have fired; null if nobody can tell
	 */
	static MissedFirings of(@Nullable PastFirings past, Downtime downtime, MissedRunSettings settings) {
		if (past == null || settings.limit() == 0) {
			return NONE;
		}
		Deque<Instant> toRun = new ArrayDeque<>();
		Downtime rest = downtime.within(settings.maxAge());
		Instant latest = past.latest(rest);
		while (latest != null && toRun.size() < settings.limit()) {
			toRun.addFirst(latest);
			rest = rest.before(latest);
			latest = past.latest(rest);
		}
		return new MissedFirings(List.copyOf(toRun), leftOut(past, downtime, toRun, settings));
	}

	/** The number left out, for people. */
	String leftOutText() {
		return (this.leftOut < MOST_COUNTED) ? Long.toString(this.leftOut) : MOST_COUNTED + " or more";
	}

	private static long leftOut(PastFirings past, Downtime downtime, Deque<Instant> toRun, MissedRunSettings settings) {
		if (settings.policy() == MissedRuns.RUN_ONCE) {
			return toRun.isEmpty() ? past.count(downtime, 1) : 0;
		}
		return past.count(toRun.isEmpty() ? downtime : downtime.before(toRun.getFirst()), MOST_COUNTED);
	}

}
