package io.workerlifecycle.worker;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

import io.workerlifecycle.time.TimeSource;
import org.jspecify.annotations.Nullable;

import org.springframework.util.backoff.BackOffExecution;
import org.springframework.util.backoff.ExponentialBackOff;

/**
 * When a worker may live again: Spring's exponential backoff, and a limit of restarts
 * within a window. Used on the supervisor's thread only.
 */
final class RestartPlan {

	private final RestartSettings settings;

	private final TimeSource time;

	private final Deque<Long> restartNanos = new ArrayDeque<>();

	private @Nullable BackOffExecution backOff;

	RestartPlan(RestartSettings settings, TimeSource time) {
		this.settings = settings;
		this.time = time;
	}

	RestartPolicy policy() {
		return this.settings.policy();
	}

	/**
	 * Counts one more restart.
	 * @return how long to wait for it; empty if there were too many
	 */
	Optional<Duration> next() {
		forgetOld();
		if (this.restartNanos.size() >= this.settings.maxRestarts()) {
			return Optional.empty();
		}
		this.restartNanos.add(this.time.nanoTime());
		if (this.backOff == null) {
			this.backOff = newBackOff().start();
		}
		return Optional.of(Duration.ofMillis(this.backOff.nextBackOff()));
	}

	void reset() {
		this.restartNanos.clear();
		this.backOff = null;
	}

	private void forgetOld() {
		long horizon = this.time.nanoTime() - this.settings.window().toNanos();
		boolean quiet = this.restartNanos.isEmpty() || this.restartNanos.getLast() - horizon < 0;
		if (quiet) {
			reset();
		}
		while (!this.restartNanos.isEmpty() && this.restartNanos.getFirst() - horizon < 0) {
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
