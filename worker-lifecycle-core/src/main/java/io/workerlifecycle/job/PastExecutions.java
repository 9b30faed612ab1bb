package io.workerlifecycle.job;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The last executions of a job, each as a few numbers in one array. Jobs may be many, and
 * what they remember lives long: as objects, a garbage collector would move each of them
 * several times while jobs fire. Not safe for use by several threads at once.
 */
final class PastExecutions {

	/** How many numbers an execution is. */
	private static final int WIDTH = 8;

	private static final int FIRST_CAPACITY = 4;

	private static final long[] NOTHING = {};

	private static final List<TriggerKind> KINDS = List.of(TriggerKind.values());

	private static final List<JobOutcome> OUTCOMES = List.of(JobOutcome.values());

	private long[] numbers = NOTHING;

	/** What the executions threw; null until one throws. */
	private @Nullable Throwable @Nullable [] exceptions;

	/** What the ids of this process begin with; empty before the first execution. */
	private String idPrefix = "";

	private int count;

	/** The place of the latest. */
	private int latest = -1;

	/** Adds one, and forgets what is more than may be kept; the latest always stays. */
	void add(ActiveExecution source, JobExecution execution, int most) {
		makeRoom(Math.max(1, most));
		int place = (this.latest + 1) % capacity();
		write(place, source, execution);
		this.latest = place;
		this.count = Math.min(this.count + 1, capacity());
	}

	/** Some of them, the latest first. */
	List<JobExecution> latest(int most) {
		List<JobExecution> all = new ArrayList<>();
		for (int age = 0; age < Math.min(most, this.count); age++) {
			all.add(read(place(age)));
		}
		return List.copyOf(all);
	}

	private int capacity() {
		return this.numbers.length / WIDTH;
	}

	private int place(int age) {
		return Math.floorMod(this.latest - age, capacity());
	}

	private void makeRoom(int most) {
		int capacity = capacity();
		if (capacity > most) {
			resize(most);
		}
		else if (this.count == capacity && capacity < most) {
			resize(Math.min(most, Math.max(FIRST_CAPACITY, 2 * capacity)));
		}
	}

	private void resize(int capacity) {
		int kept = Math.min(this.count, capacity);
		long[] moved = new long[capacity * WIDTH];
		@Nullable Throwable[] thrown = (this.exceptions != null) ? new @Nullable Throwable[capacity] : null;
		for (int age = 0; age < kept; age++) {
			System.arraycopy(this.numbers, place(age) * WIDTH, moved, (kept - 1 - age) * WIDTH, WIDTH);
			if (thrown != null && this.exceptions != null) {
				thrown[kept - 1 - age] = this.exceptions[place(age)];
			}
		}
		this.numbers = moved;
		this.exceptions = thrown;
		this.count = kept;
		this.latest = kept - 1;
	}

	private void write(int place, ActiveExecution source, JobExecution execution) {
		int at = place * WIDTH;
		this.numbers[at] = source.number();
		write(at + 1, execution.scheduledTime());
		write(at + 3, execution.startedAt());
		this.numbers[at + 5] = execution.lateness().toNanos();
		this.numbers[at + 6] = execution.duration().toNanos();
		this.numbers[at + 7] = code(execution);
		if (this.idPrefix.isEmpty()) {
			this.idPrefix = source.idPrefix();
		}
		keep(place, execution.exception());
	}

	private void write(int at, Instant instant) {
		this.numbers[at] = instant.getEpochSecond();
		this.numbers[at + 1] = instant.getNano();
	}

	/** Attempts, outcome and kind in one number. */
	private static long code(JobExecution execution) {
		long ended = execution.attempts() * (long) OUTCOMES.size() + OUTCOMES.indexOf(execution.outcome());
		return ended * KINDS.size() + KINDS.indexOf(execution.triggerKind());
	}

	private void keep(int place, @Nullable Throwable exception) {
		if (this.exceptions == null && exception != null) {
			this.exceptions = new @Nullable Throwable[capacity()];
		}
		if (this.exceptions != null) {
			this.exceptions[place] = exception;
		}
	}

	private JobExecution read(int place) {
		int at = place * WIDTH;
		int kind = (int) (this.numbers[at + 7] % KINDS.size());
		long ended = this.numbers[at + 7] / KINDS.size();
		return new JobExecution(this.idPrefix + this.numbers[at], KINDS.get(kind), instant(at + 1), instant(at + 3),
				Duration.ofNanos(this.numbers[at + 5]), Duration.ofNanos(this.numbers[at + 6]),
				(int) (ended / OUTCOMES.size()), OUTCOMES.get((int) (ended % OUTCOMES.size())),
				(this.exceptions != null) ? this.exceptions[place] : null);
	}

	private Instant instant(int at) {
		return Instant.ofEpochSecond(this.numbers[at], this.numbers[at + 1]);
	}

}
