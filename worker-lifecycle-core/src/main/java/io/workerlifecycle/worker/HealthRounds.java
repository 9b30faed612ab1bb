package io.workerlifecycle.worker;

import java.time.Duration;

/**
 * Checks the health of a running worker again and again. Used on the supervisor's thread
 * only.
 */
final class HealthRounds {

	private final HealthWatch health;

	private final Duration interval;

	private final Alarm next;

	/** Counts the beginnings, so that a late verdict continues nothing. */
	private int round;

	HealthRounds(Watched watched, HealthWatch health) {
		this.health = health;
		this.interval = watched.settings().health().interval();
		this.next = watched.alarm();
	}

	void begin() {
		this.round++;
		if (!this.interval.isZero() && this.health.answers()) {
			schedule(this.round);
		}
	}

	void end() {
		this.round++;
		this.next.cancel();
	}

	private void schedule(int expected) {
		if (expected == this.round) {
			this.next.set(this.interval, () -> this.health.check((failure) -> schedule(expected)));
		}
	}

}
