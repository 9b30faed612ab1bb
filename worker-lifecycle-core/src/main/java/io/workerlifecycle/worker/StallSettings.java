package io.workerlifecycle.worker;

import java.time.Duration;

import static io.workerlifecycle.worker.SettingRangeException.requireTime;

/**
 * When a worker that makes no progress is stalled, and what follows.
 *
 * @param timeout how long it may make no progress; zero for any time
 * @param action what follows
 * @since 0.1.0
 */
public record StallSettings(Duration timeout, StallAction action) {

	/**
	 * What holds where nothing is configured: nothing is looked for.
	 */
	public static final StallSettings STANDARD = new StallSettings(Duration.ZERO, StallAction.REPORT);

	/**
	 * Checks the values.
	 */
	public StallSettings {
		requireTime(timeout, "stall-timeout");
	}

	/**
	 * Whether anybody looks for stalls.
	 * @return true if there is a time after which the worker is stalled
	 */
	public boolean enabled() {
		return !this.timeout.isZero();
	}

}
