package io.workerlifecycle.shutdown;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.format.annotation.DurationFormat;
import org.springframework.format.datetime.standard.DurationFormatterUtils;

/**
 * What a stop had to end, how that went, and the time that it took.
 *
 * @param entries who ended how, in the order in which they did
 * @param budget how long everything may take together when the application closes
 * @param took from the moment the application began to close to the end of the last
 * entry; {@code null} if it was stopped without being closed, for which there is no
 * budget
 * @since 0.1.0
 */
public record DrainReport(List<DrainEntry> entries, Duration budget, @Nullable Duration took) {

	/** What ended in good order is cut here; all else is told. */
	private static final int MOST_LINES = 50;

	/**
	 * Copies the list.
	 */
	public DrainReport {
		entries = List.copyOf(entries);
	}

	/**
	 * Whether there was nothing to end.
	 * @return true if the report has no entry
	 */
	public boolean isEmpty() {
		return this.entries.isEmpty();
	}

	/**
	 * Whether something did not end in its time.
	 * @return true if something was interrupted or abandoned
	 */
	public boolean isForced() {
		return this.entries.stream()
			.map(DrainEntry::outcome)
			.anyMatch((outcome) -> outcome == DrainOutcome.INTERRUPTED || outcome == DrainOutcome.ABANDONED);
	}

	/**
	 * The report for people: a line for each entry and one for all. Of many that ended in
	 * good order only the first are named.
	 * @return the lines
	 */
	public List<String> lines() {
		List<String> lines = new ArrayList<>();
		int finished = 0;
		for (DrainEntry entry : this.entries) {
			if (entry.outcome() != DrainOutcome.FINISHED || finished++ < MOST_LINES) {
				lines.add(line(entry));
			}
		}
		if (finished > MOST_LINES) {
			lines.add("and " + (finished - MOST_LINES) + " more that finished");
		}
		lines.add(summary());
		return List.copyOf(lines);
	}

	private String summary() {
		Map<DrainOutcome, Long> counts = this.entries.stream()
			.collect(Collectors.groupingBy(DrainEntry::outcome, () -> new EnumMap<>(DrainOutcome.class),
					Collectors.counting()));
		String counted = counts.entrySet()
			.stream()
			.map((count) -> count.getValue() + " " + words(count.getKey()))
			.collect(Collectors.joining(", "));
		String all = counts.isEmpty() ? "nothing to stop" : counted;
		return (this.took != null) ? all + "; took " + text(this.took) + " of a budget of " + text(this.budget) : all;
	}

	private static String line(DrainEntry entry) {
		String kind = (entry.kind() == DrainKind.WORKER) ? "worker" : "job";
		return kind + " '" + entry.name() + "' " + words(entry.outcome()) + " after " + text(entry.took());
	}

	private static String words(DrainOutcome outcome) {
		return switch (outcome) {
			case FINISHED -> "finished";
			case FAILED -> "failed";
			case INTERRUPTED -> "interrupted";
			case ABANDONED -> "abandoned";
			case NOT_AWAITED -> "not awaited";
		};
	}

	private static String text(Duration duration) {
		return DurationFormatterUtils.print(duration.truncatedTo(ChronoUnit.MILLIS), DurationFormat.Style.COMPOSITE);
	}

}
