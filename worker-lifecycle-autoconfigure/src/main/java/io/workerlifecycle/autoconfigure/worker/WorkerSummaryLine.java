package io.workerlifecycle.autoconfigure.worker;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import io.workerlifecycle.worker.WorkerSnapshot;
import io.workerlifecycle.worker.WorkerState;

/**
 * Workers in one line for people, the same in every locale: first those that are not
 * simply running, and no more than {@value #LIMIT} by name.
 */
final class WorkerSummaryLine {

	static final int LIMIT = 20;

	private WorkerSummaryLine() {
	}

	static String of(List<WorkerSnapshot> workers, Instant now) {
		if (workers.isEmpty()) {
			return "Workers: none";
		}
		String named = workers.stream()
			.sorted(Comparator.comparing(WorkerSummaryLine::isSimplyRunning))
			.limit(LIMIT)
			.map((worker) -> describe(worker, now))
			.collect(Collectors.joining("; "));
		int more = workers.size() - LIMIT;
		return "Workers: " + named + ((more > 0) ? "; … and " + number(more) + " more" : "");
	}

	private static boolean isSimplyRunning(WorkerSnapshot worker) {
		return worker.state() == WorkerState.RUNNING && details(worker).isEmpty();
	}

	private static String describe(WorkerSnapshot worker, Instant now) {
		List<String> parts = new ArrayList<>();
		Instant since = worker.runningSince();
		parts.add(worker.name() + " " + worker.state()
				+ ((since != null) ? " for " + duration(Duration.between(since, now)) : ""));
		parts.addAll(details(worker));
		if (worker.work().processed() > 0 || worker.work().failed() > 0) {
			parts.add(number(worker.work().processed()) + " processed");
			parts.add(number(worker.work().failed()) + " failed");
		}
		return String.join(", ", parts);
	}

	private static List<String> details(WorkerSnapshot worker) {
		List<String> details = new ArrayList<>();
		addIf(worker.paused(), "paused", details);
		addIf(worker.degraded(), "degraded", details);
		addIf(worker.recovering(), "recovering", details);
		addIf(worker.stalled(), "stalled", details);
		addIf(worker.backingOff(), "backing off", details);
		addIf(worker.gaveUp(), "gave up", details);
		addIf(worker.abandoned(), "abandoned", details);
		addIf(worker.completed(), "completed", details);
		List<String> waitingFor = worker.condition().waitingFor();
		addIf(!waitingFor.isEmpty(), "waiting for " + String.join(" and ", waitingFor), details);
		return details;
	}

	private static void addIf(boolean condition, String detail, List<String> details) {
		if (condition) {
			details.add(detail);
		}
	}

	private static String number(long value) {
		return String.format(Locale.ROOT, "%,d", value);
	}

	/** The two largest units, as in 2d4h, 3h12m, 5m0s or 7s. */
	private static String duration(Duration duration) {
		if (duration.toDays() > 0) {
			return duration.toDays() + "d" + duration.toHoursPart() + "h";
		}
		if (duration.toHours() > 0) {
			return duration.toHours() + "h" + duration.toMinutesPart() + "m";
		}
		if (duration.toMinutes() > 0) {
			return duration.toMinutes() + "m" + duration.toSecondsPart() + "s";
		}
		// A wall clock that was set back makes no negative time.
		return Math.max(0, duration.toSeconds()) + "s";
	}

}
