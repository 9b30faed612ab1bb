package io.workerlifecycle.job;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

import io.workerlifecycle.time.TimeSource;
import io.workerlifecycle.time.Timer;
import org.jspecify.annotations.Nullable;

/**
 * The due times of one cron trigger, for all jobs that have an equal one: one timer, and
 * one computation for each due time, after which the clock thread tells the jobs in the
 * order in which they came. While nobody is on it there is no timer.
 * <p>
 * It strikes when the wall clock says so, never early, and looks each minute at least, so
 * that a clock that was set is noticed. Strokes that a late clock slept through are left
 * out. A wall clock that is set back makes it wait until the time comes round again; by
 * more than an hour, it goes by the new time at once, since a job must not rest for long.
 * <p>
 * Lock order: this lock, then that of the time source. Jobs are told under no lock.
 */
final class CronBeat {

	/** As long as this no due time comes twice, and no job rests longer. */
	private static final Duration LONGEST_REST = Duration.ofHours(1);

	private final ReentrantLock lock = new ReentrantLock();

	/** Held, since the beat is found by it for as long as it lives. */
	private final JobTrigger.Cron trigger;

	private final SharedCron cron;

	private final TimeSource time;

	/** Guarded by the lock. */
	private final Set<CronRun> runs = new LinkedHashSet<>();

	/** The runs as they are told; null after a change; guarded by the lock. */
	private @Nullable List<CronRun> told;

	/** Null while nobody is on the beat; guarded by the lock. */
	private @Nullable Plan plan;

	/** The number of the next stroke; guarded by the lock. */
	private long strokes;

	CronBeat(JobTrigger.Cron trigger, TimeSource time) {
		this.trigger = trigger;
		this.cron = new SharedCron(trigger);
		this.time = time;
	}

	void add(CronRun run) {
		this.lock.lock();
		try {
			Instant now = this.time.now();
			Plan current = (this.plan != null) ? this.plan : new Plan(this.cron.next(now), now, null);
			// A stroke that is due already is not for who comes now.
			long first = current.isDue(now) ? this.strokes + 1 : this.strokes;
			if (run.move(new CronRun.Stage.On(first, this.time.nanoTime() + run.initialDelay().toNanos()))) {
				this.runs.add(run);
				this.told = null;
				if (this.plan == null) {
					arm(current.due(), now);
				}
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	void remove(CronRun run) {
		this.lock.lock();
		try {
			run.move(CronRun.Stage.OFF);
			this.runs.remove(run);
			this.told = null;
			if (this.runs.isEmpty()) {
				cancel();
				this.plan = null;
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/** The first stroke that a job on the beat will hear. */
	@Nullable Instant next(CronRun.Stage.On on) {
		Instant due = due();
		// A firing at the very end of the initial delay is not before it.
		long wait = on.earliestNanos() - this.time.nanoTime() - 1;
		Instant earliest = this.time.now().plusNanos(wait);
		return (wait > 0 && due != null && !due.isAfter(earliest)) ? this.cron.next(earliest) : due;
	}

	/** The expression, with the last answer that it shares. */
	SharedCron cron() {
		return this.cron;
	}

	@Nullable Instant after(Instant instant) {
		return this.cron.next(instant);
	}

	@Override
	public String toString() {
		return this.trigger.toString();
	}

	private @Nullable Instant due() {
		this.lock.lock();
		try {
			return (this.plan != null) ? this.plan.due() : null;
		}
		finally {
			this.lock.unlock();
		}
	}

	private void wake() {
		Stroke stroke = strike();
		if (stroke != null) {
			for (CronRun run : stroke.runs()) {
				run.fire(stroke);
			}
		}
	}

	// A timer that was replaced while it fired finds nothing due, and does no harm.
	private @Nullable Stroke strike() {
		this.lock.lock();
		try {
			Plan current = this.plan;
			Instant now = this.time.now();
			if (current == null) {
				return null;
			}
			if (now.isBefore(current.latest().minus(LONGEST_REST))) {
				arm(this.cron.next(now), now);
				return null;
			}
			Instant latest = now.isAfter(current.latest()) ? now : current.latest();
			Instant due = current.due();
			if (due == null || !current.isDue(now)) {
				arm(due, latest);
				return null;
			}
			arm(this.cron.next(now), latest);
			return new Stroke(due, this.strokes++, this.time.nanoTime(), told());
		}
		finally {
			this.lock.unlock();
		}
	}

	private List<CronRun> told() {
		List<CronRun> known = this.told;
		if (known == null) {
			known = List.copyOf(this.runs);
			this.told = known;
		}
		return known;
	}

	private void arm(@Nullable Instant due, Instant latest) {
		cancel();
		Timer timer = (due != null) ? this.time.schedule(new Due.Wall(due).nextWait(this.time), this::wake) : null;
		this.plan = new Plan(due, latest, timer);
	}

	private void cancel() {
		Plan current = this.plan;
		if (current != null && current.timer() != null) {
			current.timer().cancel();
		}
	}

	/**
	 * A due time that has come, with the jobs to tell.
	 */
	record Stroke(Instant due, long number, long nanos, List<CronRun> runs) {
	}

	/**
	 * What comes next.
	 *
	 * @param due the next stroke, or null if there will be none
	 * @param latest the latest that the wall clock has shown
	 * @param timer wakes up at the stroke, or before to look
	 */
	private record Plan(@Nullable Instant due, Instant latest, @Nullable Timer timer) {

		boolean isDue(Instant now) {
			return this.due != null && !this.due.isAfter(now);
		}

	}

}
