package io.workerlifecycle.worker;

import java.time.Duration;

import static io.workerlifecycle.worker.SettingRangeException.LONGEST;
import static io.workerlifecycle.worker.SettingRangeException.require;

/**
 * How a worker is restarted: exponential backoff, and a limit after which it gives up.
 *
 * @param policy what follows the end of a life
 * @param maxRestarts restarts within the window after which the worker gives up
 * @param window the time in which restarts are counted; a life as long makes the backoff
 * begin anew
 * @param initialInterval the wait before the first restart
 * @param multiplier by which the wait grows, at least 1
 * @param maxInterval the longest wait
 * @param jitter the share of the wait by which it varies at random, from 0 to 1
 * @since 0.1.0
 */
public record RestartSettings(RestartPolicy policy, int maxRestarts, Duration window, Duration initialInterval,
		double multiplier, Duration maxInterval, double jitter) {

	/**
	 * What holds where nothing is configured.
	 */
	public static final RestartSettings STANDARD = new RestartSettings(RestartPolicy.ALWAYS, 10, Duration.ofMinutes(10),
			Duration.ofSeconds(1), 2, Duration.ofSeconds(60), 0.2);

	/**
	 * Checks the values.
	 */
	public RestartSettings {
		require(maxRestarts >= 0, "max-restarts must not be negative, but is " + maxRestarts, "restart.max-restarts");
		require(window.compareTo(Duration.ZERO) > 0, "window must be positive, but is " + window, "restart.window");
		require(initialInterval.compareTo(Duration.ZERO) > 0,
				"initial-interval must be positive, but is " + initialInterval, "restart.initial-interval");
		require(window.compareTo(LONGEST) <= 0, "window must be a hundred years at most, but is " + window,
				"restart.window");
		require(maxInterval.compareTo(LONGEST) <= 0,
				"max-interval must be a hundred years at most, but is " + maxInterval, "restart.max-interval");
		require(multiplier >= 1, "multiplier must be at least 1, but is " + multiplier, "restart.multiplier");
		require(maxInterval.compareTo(initialInterval) >= 0,
				"max-interval must be at least initial-interval " + initialInterval + ", but is " + maxInterval,
				"restart.max-interval", "restart.initial-interval");
		require(jitter >= 0 && jitter <= 1, "jitter must be between 0 and 1, but is " + jitter, "restart.jitter");
	}

}
