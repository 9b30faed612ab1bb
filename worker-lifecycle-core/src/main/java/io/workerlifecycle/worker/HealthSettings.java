package io.workerlifecycle.worker;

import java.time.Duration;

import static io.workerlifecycle.worker.SettingRangeException.requirePositive;
import static io.workerlifecycle.worker.SettingRangeException.requireTime;

/**
 * When the health of a worker is checked.
 *
 * @param interval how long after one check the next begins; zero for never
 * @param timeout how long a check may take; one that takes longer has failed
 * @param onStart whether a check must pass before the worker is
 * {@link WorkerState#RUNNING}
 * @since 0.1.0
 */
public record HealthSettings(Duration interval, Duration timeout, boolean onStart) {

	/**
	 * What holds where nothing is configured.
	 */
	public static final HealthSettings STANDARD = new HealthSettings(Duration.ofSeconds(30), Duration.ofSeconds(5),
			true);

	/**
	 * Checks the values.
	 */
	public HealthSettings {
		requireTime(interval, "health.interval");
		requirePositive(timeout, "health.timeout");
	}

}
