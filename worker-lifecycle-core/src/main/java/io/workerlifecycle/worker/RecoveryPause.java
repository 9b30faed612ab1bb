package io.workerlifecycle.worker;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * Holds a running worker whose work failed too often in a row, until its health check
 * passes. Used on the supervisor's thread only.
 */
final class RecoveryPause {

	private final Watched watched;

	private final HealthWatch health;

	private final Runnable changed;

	private final Alarm over;

	/** Counts the pauses, so that a late verdict ends nothing. */
	private int pause;

	/**
	 * Creates what holds one worker.
	 * @param changed applies to the life what the journal says
	 */
	RecoveryPause(Watched watched, HealthWatch health, Runnable changed) {
		this.watched = watched;
		this.health = health;
		this.changed = changed;
		this.over = watched.alarm();
	}

	void begin() {
		if (!this.watched.journal().current().recovering()) {
			this.pause++;
			hold(this.watched.settings().recovery().pause());
		}
	}

	void end() {
		this.pause++;
		this.over.cancel();
	}

	private void hold(Duration duration) {
		this.watched.journal()
			.change((condition) -> condition.withRecoveringUntil(this.watched.time().now().plus(duration)));
		this.changed.run();
		int current = this.pause;
		this.over.set(duration, () -> this.health.check((failure) -> judge(current, failure)));
	}

	private void judge(int expected, @Nullable Throwable failure) {
		if (expected != this.pause) {
			return;
		}
		if (failure != null) {
			hold(this.watched.settings().recovery().extendedPause());
		}
		else {
			this.watched.progress().forgetFailures();
			this.watched.journal().change((condition) -> condition.withRecoveringUntil(null));
			this.changed.run();
		}
	}

}
