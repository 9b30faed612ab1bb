package io.workerlifecycle.job;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import io.workerlifecycle.time.TimeSource;
import io.workerlifecycle.time.Timer;

/**
 * Wakes up when one job is due, and says so: never early, and once for a late wake-up.
 * May be called from any thread.
 */
final class JobSchedule {

	private final ReentrantLock lock = new ReentrantLock();

	private final TimeSource time;

	private final Consumer<Instant> firing;

	/** Null while stopped; guarded by the lock. */
	private @Nullable Plan plan;

	JobSchedule(TimeSource time, Consumer<Instant> firing) {
		this.time = time;
		this.firing = firing;
	}

	/**
	 * Begins to fire.
	 * @return false if it fires already, and nothing was changed
	 */
	boolean start(Pace pace) {
		this.lock.lock();
		try {
			boolean stopped = this.plan == null;
			if (stopped) {
				arm(pace, pace.first());
			}
			return stopped;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Ends firing.
	 * @return false if it did not fire
	 */
	boolean stop() {
		this.lock.lock();
		try {
			boolean started = this.plan != null;
			cancel();
			this.plan = null;
			return started;
		}
		finally {
			this.lock.unlock();
		}
	}

	/** An execution of the job ended, or a firing of it was refused. */
	void ended() {
		locked(() -> {
			Due due = (this.plan != null) ? this.plan.pace().afterEnd() : null;
			if (this.plan != null && due != null) {
				arm(this.plan.pace(), due);
			}
		});
	}

	List<Instant> preview(int count) {
		return whenDue((plan, due) -> plan.pace().preview(due, count), List.of());
	}

	@Nullable Instant next() {
		return whenDue((plan, due) -> due.instant(this.time).truncatedTo(ChronoUnit.MILLIS), null);
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
			Plan plan = this.plan;
			if (plan == null || plan.due() == null) {
				return null;
			}
			if (plan.due().remaining(this.time).compareTo(Duration.ZERO) > 0) {
				arm(plan.pace(), plan.due());
				return null;
			}
			Instant instant = plan.due().instant(this.time);
			arm(plan.pace(), plan.pace().next(plan.due()));
			return instant;
		}
		finally {
			this.lock.unlock();
		}
	}

	private void arm(Pace pace, @Nullable Due due) {
		cancel();
		Timer timer = (due != null) ? this.time.schedule(due.nextWait(this.time), this::wake) : null;
		this.plan = new Plan(pace, due, timer);
	}

	private void cancel() {
		Plan plan = this.plan;
		if (plan != null && plan.timer() != null) {
			plan.timer().cancel();
		}
	}

	private void locked(Runnable change) {
		this.lock.lock();
		try {
			change.run();
		}
		finally {
			this.lock.unlock();
		}
	}

	private <T extends @Nullable Object> T whenDue(BiFunction<Plan, Due, T> question, T otherwise) {
		this.lock.lock();
		try {
			Plan plan = this.plan;
			return (plan != null && plan.due() != null) ? question.apply(plan, plan.due()) : otherwise;
		}
		finally {
			this.lock.unlock();
		}
	}

	private record Plan(Pace pace, @Nullable Due due, @Nullable Timer timer) {
	}

}
