package io.workerlifecycle.job;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * When a job would have fired while it could not.
 */
sealed interface PastFirings {

	/** The latest firing in that time; null if there was none. */
	@Nullable Instant latest(Downtime downtime);

	/** How many firings there were, counted up to a limit. */
	long count(Downtime downtime, long limit);

	/**
	 * After the last known firing of a job.
	 * @return null for a trigger that has no firings of its own
	 */
	static @Nullable PastFirings of(JobTrigger trigger, Instant last, Function<JobTrigger.Cron, SharedCron> crons) {
		if (trigger instanceof JobTrigger.Cron cron) {
			return new ByCron(crons.apply(cron));
		}
		if (trigger instanceof JobTrigger.FixedRate rate) {
			return new ByRate(last, rate.interval());
		}
		if (trigger instanceof JobTrigger.FixedDelay delay) {
			return new Single(last.plus(delay.interval()));
		}
		return (trigger instanceof JobTrigger.At at) ? new Single(at.instant()) : null;
	}

	/**
	 * Firings by the wall clock. The latest is found by halving the time, since an
	 * expression can only be asked for the next one: some twenty questions for each,
	 * however many there were.
	 */
	record ByCron(SharedCron cron) implements PastFirings {

		/** No two firings are closer. */
		private static final Duration GRAIN = Duration.ofSeconds(1);

		@Override
		public @Nullable Instant latest(Downtime downtime) {
			Instant latest = first(downtime);
			Instant end = downtime.now();
			while (latest != null && Duration.between(latest, end).compareTo(GRAIN) >= 0) {
				Instant middle = latest.plus(Duration.between(latest, end).dividedBy(2));
				Instant later = first(new Downtime(middle, downtime.now()));
				latest = (later != null) ? later : latest;
				end = (later != null) ? end : middle;
			}
			return latest;
		}

		@Override
		public long count(Downtime downtime, long limit) {
			long count = 0;
			Instant firing = first(downtime);
			while (firing != null && count < limit) {
				count++;
				firing = first(new Downtime(firing, downtime.now()));
			}
			return count;
		}

		private @Nullable Instant first(Downtime downtime) {
			Instant next = this.cron.next(downtime.last());
			return (next != null && downtime.contains(next)) ? next : null;
		}

	}

	/**
	 * Firings in equal intervals, which go on in the same beat.
	 */
	record ByRate(Instant start, Duration interval) implements PastFirings {

		@Override
		public @Nullable Instant latest(Downtime downtime) {
			long beats = beats(downtime.now());
			Instant latest = this.start.plus(this.interval.multipliedBy(beats));
			return (beats > 0 && downtime.contains(latest)) ? latest : null;
		}

		@Override
		public long count(Downtime downtime, long limit) {
			return Math.min(limit, beats(downtime.now()) - beats(downtime.last()));
		}

		private long beats(Instant until) {
			return until.isAfter(this.start) ? Duration.between(this.start, until).dividedBy(this.interval) : 0;
		}

	}

	/**
	 * One firing: of a job that fires once, or of one whose next firing depends on an
	 * execution that did not come to be.
	 */
	record Single(Instant at) implements PastFirings {

		@Override
		public @Nullable Instant latest(Downtime downtime) {
			return downtime.contains(this.at) ? this.at : null;
		}

		@Override
		public long count(Downtime downtime, long limit) {
			return downtime.contains(this.at) ? Math.min(limit, 1) : 0;
		}

	}

}
