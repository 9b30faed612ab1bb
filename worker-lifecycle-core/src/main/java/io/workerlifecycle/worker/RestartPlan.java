package io.workerlifecycle.worker;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import io.workerlifecycle.time.TimeSource;
import org.jspecify.annotations.Nullable;

import org.springframework.util.backoff.BackOffExecution;
import org.springframework.util.backoff.ExponentialBackOff;

/**
 * When a worker may live again: Spring's exponential backoff, and a limit of restarts
 * within a window. Used on the supervisor's thread only.
 */
final class RestartPlan {

	/** Replaced by a reload. */
	private RestartSettings settings;

	private final TimeSource time;

	private final Deque<Long> restartNanos = new ArrayDeque<>();

	private @Nullable BackOffExecution backOff;

	/** How often the backoff has grown since it began. */
	private int waits;

	RestartPlan(RestartSettings settings, TimeSource time) {
		this.settings = settings;
		this.time = time;
	}

	/**
	 * Decides what follows a life.
	 * @param end how it ended: {@code ERROR} after an exception, {@code STOPPED} after a
	 * normal return
	 * @param lived how long it lasted
	 */
	Sequel after(WorkerState end, Duration lived) {
		boolean failed = end == WorkerState.ERROR;
		RestartPolicy policy = this.settings.policy();
		if (policy == RestartPolicy.ALWAYS || (failed && policy == RestartPolicy.ON_FAILURE)) {
			return next(lived).<Sequel>map(Sequel.Restart::new).orElseGet(Sequel.GiveUp::new);
		}
		return failed ? new Sequel.GiveUp() : new Sequel.Completed();
	}

	/**
	 * Counts one more restart.
	 * @param lived how long the life lasted that has just ended
	 * @return how long to wait for it; empty if there were too many
	 */
	Optional<Duration> next(Duration lived) {
		forgetOld(lived);
		if (this.restartNanos.size() >= this.settings.maxRestarts()) {
			return Optional.empty();
		}
		this.restartNanos.add(this.time.nanoTime());
		if (this.backOff == null) {
			this.backOff = newBackOff().start();
		}
		this.waits++;
		return Optional.of(Duration.ofMillis(this.backOff.nextBackOff()));
	}

	/**
	 * From now on other settings hold, for the next wait as if they had held all along.
	 */
	void reconfigure(RestartSettings next) {
		this.settings = next;
		if (this.backOff != null) {
			this.backOff = newBackOff().start();
			for (int i = 0; i < this.waits; i++) {
				this.backOff.nextBackOff();
			}
		}
	}

	void reset() {
		this.restartNanos.clear();
		this.backOff = null;
		this.waits = 0;
	}

	private void forgetOld(Duration lived) {
		if (lived.compareTo(this.settings.window()) >= 0) {
			reset();
		}
		long nowNanos = this.time.nanoTime();
		long windowNanos = TimeUnit.NANOSECONDS.convert(this.settings.window());
		while (!this.restartNanos.isEmpty() && nowNanos - this.restartNanos.getFirst() > windowNanos) {
			this.restartNanos.removeFirst();
		}
	}

	private ExponentialBackOff newBackOff() {
		long initialMillis = Math.max(1, this.settings.initialInterval().toMillis());
		ExponentialBackOff exponential = new ExponentialBackOff(initialMillis, this.settings.multiplier());
		exponential.setMaxInterval(Math.max(initialMillis, this.settings.maxInterval().toMillis()));
		// Spring lets the jitter grow with the interval.
		exponential.setJitter((long) (initialMillis * this.settings.jitter()));
		return exponential;
	}

}
