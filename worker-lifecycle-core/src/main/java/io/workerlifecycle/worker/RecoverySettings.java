package io.workerlifecycle.worker;

import java.time.Duration;

import static io.workerlifecycle.worker.SettingRangeException.require;
import static io.workerlifecycle.worker.SettingRangeException.requirePositive;

/**
 * When a worker whose work fails gets a pause to recover.
 *
 * @param failureThreshold failures recorded in a row after which the pause begins; 0 for
 * never
 * @param pause how long the worker is held before its health is checked
 * @param extendedPause how long it is held again each time that check fails
 * @since 0.1.0
 */
public record RecoverySettings(int failureThreshold, Duration pause, Duration extendedPause) {

	/**
	 * What holds where nothing is configured.
	 */
	public static final RecoverySettings STANDARD = new RecoverySettings(5, Duration.ofSeconds(10),
			Duration.ofSeconds(30));

	/**
	 * Checks the values.
	 */
	public RecoverySettings {
		require(failureThreshold >= 0, "failure-threshold must not be negative, but is " + failureThreshold,
				"recovery.failure-threshold");
		requirePositive(pause, "recovery.pause");
		requirePositive(extendedPause, "recovery.extended-pause");
	}

}
