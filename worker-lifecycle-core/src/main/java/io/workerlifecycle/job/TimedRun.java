package io.workerlifecycle.job;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;

import io.workerlifecycle.time.TimeSource;
import io.workerlifecycle.time.Timer;
import org.jspecify.annotations.Nullable;

/**
 * Wakes up when one job is due, by a timer of its own: never early, and once for a late
 * wake-up. Its lock comes before that of the time source; under it nobody else is called.
 */
final class TimedRun implements Pace.Run {

	private final ReentrantLock lock = new ReentrantLock();

	private final TimedPace pace;

	private final TimeSource time;

	private final Consumer<Instant> firing;

	/** Null once stopped; guarded by the lock. */
	private @Nullable Plan plan = new Plan(null, null);

	TimedRun(TimedPace pace, Consumer<Instant> firing) {
		this.pace = pace;
		this.time = pace.time();
		this.firing = firing;
	}

	@Override
	public void begin() {
		schedule(this.pace.first());
	}

	@Override
	public void stop() {
		this.lock.lock();
		try {
			cancel();
			this.plan = null;
		}
		finally {
			this.lock.unlock();
		}
	}

	@Override
	public void ended() {
		schedule(this.pace.afterEnd());
	}

	@Override
	public void refused() {
		this.pace.afterRefusal(this::ended);
	}

	@Override
	public @Nullable Instant next() {
		return whenDue((due) -> due.instant(this.time).truncatedTo(ChronoUnit.MILLIS), null);
	}

	@Override
	public List<Instant> preview(int count) {
		return whenDue((due) -> this.pace.preview(due, count), List.of());
	}

	private void wake() {
		Instant due = takeDue();
		if (due != null) {
			this.firing.accept(due);
		}
	}

	// A timer that was replaced while it fired finds nothing due, and does no harm.
	private @Nullable Instant takeDue() {
		this.lock.lock();
		try {
			Due due = (this.plan != null) ? this.plan.due() : null;
			if (due == null) {
				return null;
			}
			if (due.remaining(this.time).compareTo(Duration.ZERO) > 0) {
				arm(due);
				return null;
			}
			Instant instant = due.instant(this.time);
			arm(this.pace.next(due));
			return instant;
		}
		finally {
			this.lock.unlock();
		}
	}

	private void schedule(@Nullable Due due) {
		if (due == null) {
			return;
		}
		this.lock.lock();
		try {
			if (this.plan != null) {
				arm(due);
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	private void arm(@Nullable Due due) {
		cancel();
		Timer timer = (due != null) ? this.time.schedule(due.nextWait(this.time), this::wake) : null;
		this.plan = new Plan(due, timer);
	}

	private void cancel() {
		Plan plan = this.plan;
		if (plan != null && plan.timer() != null) {
			plan.timer().cancel();
		}
	}

	private <T extends @Nullable Object> T whenDue(Function<Due, T> question, T otherwise) {
		this.lock.lock();
		try {
			Due due = (this.plan != null) ? this.plan.due() : null;
			return (due != null) ? question.apply(due) : otherwise;
		}
		finally {
			this.lock.unlock();
		}
	}

	private record Plan(@Nullable Due due, @Nullable Timer timer) {
	}

}
