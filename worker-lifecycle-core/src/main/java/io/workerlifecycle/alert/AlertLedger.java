package io.workerlifecycle.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import io.workerlifecycle.time.TimeSource;

/**
 * The open alerts, and when each was told last. Not safe for use by several threads.
 */
final class AlertLedger {

	static final int CAPACITY = 10_000;

	private final Map<String, Entry> entries = new LinkedHashMap<>();

	private final TimeSource time;

	private final long repeatNanos;

	AlertLedger(TimeSource time, Duration repeatInterval) {
		this.time = time;
		this.repeatNanos = TimeUnit.NANOSECONDS.convert(repeatInterval);
	}

	/**
	 * Opens an alert, or counts one that is open.
	 * @return what is to be told; empty if it was told not long ago
	 */
	Optional<Alert> raise(Problem problem, String message) {
		Instant now = this.time.now();
		long nowNanos = this.time.nanoTime();
		Entry open = this.entries.get(problem.key());
		if (open == null) {
			makeRoom();
			return Optional.of(put(Alert.raised(problem, message, now), nowNanos));
		}
		Alert again = open.alert().repeated(problem, message, now);
		boolean due = nowNanos - open.toldNanos() >= this.repeatNanos;
		put(again, due ? nowNanos : open.toldNanos());
		return due ? Optional.of(again) : Optional.empty();
	}

	/**
	 * Closes an alert.
	 * @return what is to be told; empty if it was not open
	 */
	Optional<Alert> resolve(String key, String message) {
		return Optional.ofNullable(this.entries.remove(key))
			.map((open) -> open.alert().resolved(message, this.time.now()));
	}

	List<Alert> open() {
		return this.entries.values().stream().map(Entry::alert).toList();
	}

	private Alert put(Alert alert, long toldNanos) {
		this.entries.put(alert.key(), new Entry(alert, toldNanos));
		return alert;
	}

	private void makeRoom() {
		if (this.entries.size() >= CAPACITY) {
			Iterator<Entry> oldest = this.entries.values().iterator();
			oldest.next();
			oldest.remove();
		}
	}

	private record Entry(Alert alert, long toldNanos) {
	}

}
