package io.workerlifecycle.worker;

import java.time.Duration;

/**
 * Checks the health of a running worker again and again. Used on the supervisor's thread
 * only.
 */
final class HealthRounds {

	private final Watched watched;

	private final HealthWatch health;

	private final Alarm next;

	/** Counts the beginnings, so that a late verdict continues nothing. */
	private int round;

	/** Since when the interval counts. */
	private long sinceNanos;

	HealthRounds(Watched watched, HealthWatch health) {
		this.watched = watched;
		this.health = health;
		this.next = watched.alarm();
	}

	void begin() {
		this.round++;
		schedule(this.round);
	}

	/** Another interval holds, from the last check on. */
	void reconfigured() {
		this.round++;
		await(this.round, interval().minusNanos(this.watched.time().nanoTime() - this.sinceNanos));
	}

	void end() {
		this.round++;
		this.next.cancel();
	}

	private void schedule(int expected) {
		if (expected == this.round) {
			this.sinceNanos = this.watched.time().nanoTime();
			await(expected, interval());
		}
	}

	private void await(int expected, Duration left) {
		this.next.cancel();
		if (!interval().isZero() && this.health.answers()) {
			this.next.set(left.isNegative() ? Duration.ZERO : left,
					() -> this.health.check((failure) -> schedule(expected)));
		}
	}

	private Duration interval() {
		return this.watched.settings().health().interval();
	}

}
