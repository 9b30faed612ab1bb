package io.workerlifecycle.worker;

import java.time.Duration;

/**
 * How one worker is run.
 *
 * @param enabled whether the worker exists for its application; a disabled one is listed
 * and never starts
 * @param autoStartup whether it starts with its application
 * @param phase the {@link org.springframework.context.SmartLifecycle} phase: lower ones
 * start earlier and stop later
 * @param critical whether readiness waits for its first {@link WorkerState#RUNNING}, and
 * its backing off is a fault
 * @param stopTimeout how long it may take to stop before it is interrupted
 * @param restart what follows the end of a life
 * @since 0.1.0
 */
public record WorkerSettings(boolean enabled, boolean autoStartup, int phase, boolean critical, Duration stopTimeout,
		RestartSettings restart) {

	/**
	 * The phase where nothing is configured: stopped after message listeners and jobs,
	 * before the web server drains.
	 */
	public static final int STANDARD_PHASE = Integer.MAX_VALUE - 512;

	/**
	 * What holds where nothing is configured.
	 */
	public static final WorkerSettings STANDARD = new WorkerSettings(true, true, STANDARD_PHASE, false,
			Duration.ofSeconds(10), RestartSettings.STANDARD);

	/**
	 * Checks the values.
	 */
	public WorkerSettings {
		SettingRangeException.require(!stopTimeout.isNegative(),
				"stop-timeout must not be negative, but is " + stopTimeout, "stop-timeout");
		SettingRangeException.require(stopTimeout.compareTo(SettingRangeException.LONGEST) <= 0,
				"stop-timeout must be a hundred years at most, but is " + stopTimeout, "stop-timeout");
	}

}
