package io.workerlifecycle.job;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Somebody who looks at the clock on the wall each minute and has a list of due times: an
 * expectation that knows nothing of cron, and of a zone only what its clock shows.
 */
final class WallClock {

	private final Instant start;

	private final LocalDateTime[] shown;

	WallClock(ZoneId zone, Instant start, Instant end) {
		this.start = start;
		this.shown = new LocalDateTime[(int) Duration.between(start, end).toMinutes() + 1];
		for (int minute = 0; minute < this.shown.length; minute++) {
			this.shown[minute] = LocalDateTime.ofInstant(at(minute), zone);
		}
	}

	/** Once for each time: when the clock shows it, or first shows a later one. */
	List<Instant> exactlyOnce(Predicate<LocalDateTime> due) {
		return firings(due, DstGap.RUN_AFTER, DstRepeat.ONCE);
	}

	/** Whenever the clock shows such a time. */
	List<Instant> realTime(Predicate<LocalDateTime> due) {
		return firings(due, DstGap.SKIP, DstRepeat.TWICE);
	}

	List<Instant> firings(Predicate<LocalDateTime> due, DstGap gap, DstRepeat repeat) {
		List<Instant> firings = new ArrayList<>();
		LocalDateTime latest = this.shown[0];
		for (int minute = 1; minute < this.shown.length; minute++) {
			LocalDateTime now = this.shown[minute];
			boolean repeated = !now.isAfter(latest);
			boolean swallowed = gap == DstGap.RUN_AFTER && isAnyDue(due, latest.plusMinutes(1), now);
			if (swallowed || (due.test(now) && (!repeated || repeat == DstRepeat.TWICE))) {
				firings.add(at(minute));
			}
			latest = repeated ? latest : now;
		}
		return firings;
	}

	private Instant at(int minute) {
		return this.start.plusSeconds(60L * minute);
	}

	private static boolean isAnyDue(Predicate<LocalDateTime> due, LocalDateTime from, LocalDateTime before) {
		for (LocalDateTime time = from; time.isBefore(before); time = time.plusMinutes(1)) {
			if (due.test(time)) {
				return true;
			}
		}
		return false;
	}

}
