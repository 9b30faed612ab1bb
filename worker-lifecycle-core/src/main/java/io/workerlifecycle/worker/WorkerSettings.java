package io.workerlifecycle.worker;

import java.time.Duration;

import static io.workerlifecycle.worker.SettingRangeException.requirePositive;
import static io.workerlifecycle.worker.SettingRangeException.requireTime;

/**
 * How one worker is run.
 *
 * @param enabled whether the worker exists for its application; a disabled one is listed
 * and never starts
 * @param autoStartup whether it starts with its application
 * @param critical whether readiness waits for its first {@link WorkerState#RUNNING}, and
 * its backing off is a fault
 * @param order when it starts and stops, compared with others
 * @param startTimeout how long it may take from {@link WorkerState#STARTING} to
 * {@link WorkerState#RUNNING}, waiting for others included
 * @param stopTimeout how long it may take to stop before it is interrupted
 * @param restart what follows the end of a life
 * @param health when its health is checked
 * @param recovery when it gets a pause to recover
 * @param stall when it is stalled
 * @param onGiveUp what follows for the application when it gives up
 * @since 0.1.0
 */
public record WorkerSettings(boolean enabled, boolean autoStartup, boolean critical, StartOrder order,
		Duration startTimeout, Duration stopTimeout, RestartSettings restart, HealthSettings health,
		RecoverySettings recovery, StallSettings stall, GiveUpAction onGiveUp) {

	/**
	 * What holds where nothing is configured.
	 */
	public static final WorkerSettings STANDARD = new WorkerSettings(true, true, false, StartOrder.STANDARD,
			Duration.ofSeconds(30), Duration.ofSeconds(10), RestartSettings.STANDARD, HealthSettings.STANDARD,
			RecoverySettings.STANDARD, StallSettings.STANDARD, GiveUpAction.HEALTH);

	/**
	 * Checks the values.
	 */
	public WorkerSettings {
		requirePositive(startTimeout, "start-timeout");
		requireTime(stopTimeout, "stop-timeout");
	}

	/**
	 * The {@link org.springframework.context.SmartLifecycle} phase.
	 * @return the phase; lower ones start earlier and stop later
	 */
	public int phase() {
		return this.order.phase();
	}

	/**
	 * These settings, but with those of others that a start of the application has used:
	 * they hold until the next one of the process.
	 */
	WorkerSettings forTheStartOf(WorkerSettings started) {
		return new WorkerSettings(this.enabled, started.autoStartup, this.critical, started.order, this.startTimeout,
				this.stopTimeout, this.restart, this.health, this.recovery, this.stall, this.onGiveUp);
	}

}
