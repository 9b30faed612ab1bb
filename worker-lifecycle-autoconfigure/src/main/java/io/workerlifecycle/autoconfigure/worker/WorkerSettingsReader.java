package io.workerlifecycle.autoconfigure.worker;

import io.workerlifecycle.autoconfigure.properties.SettingChoice;
import io.workerlifecycle.autoconfigure.worker.WorkerProperties.Health;
import io.workerlifecycle.autoconfigure.worker.WorkerProperties.Recovery;
import io.workerlifecycle.autoconfigure.worker.WorkerProperties.Restart;
import io.workerlifecycle.worker.HealthSettings;
import io.workerlifecycle.worker.RecoverySettings;
import io.workerlifecycle.worker.RestartSettings;
import io.workerlifecycle.worker.StallSettings;
import io.workerlifecycle.worker.StartOrder;
import io.workerlifecycle.worker.WorkerSettings;

/**
 * Turns what is said of one worker into settings; what nobody said is built in.
 */
final class WorkerSettingsReader {

	private final SettingChoice<WorkerProperties> choice;

	WorkerSettingsReader(SettingChoice<WorkerProperties> choice) {
		this.choice = choice;
	}

	WorkerSettings read(boolean autoStartup) {
		WorkerSettings standard = WorkerSettings.STANDARD;
		return new WorkerSettings(this.choice.choose(WorkerProperties::enabled, standard.enabled()), autoStartup,
				this.choice.choose(WorkerProperties::critical, standard.critical()), order(),
				this.choice.duration("start-timeout", WorkerProperties::startTimeout, standard.startTimeout()),
				this.choice.duration("stop-timeout", WorkerProperties::stopTimeout, standard.stopTimeout()), restart(),
				health(), recovery(), stall(), this.choice.choose(WorkerProperties::onGiveUp, standard.onGiveUp()));
	}

	private StartOrder order() {
		StartOrder standard = StartOrder.STANDARD;
		return new StartOrder(this.choice.choose(WorkerProperties::phase, standard.phase()),
				this.choice.choose(WorkerProperties::after, standard.after()),
				this.choice.choose(WorkerProperties::awaitRunning, standard.awaitRunning()));
	}

	private RestartSettings restart() {
		RestartSettings standard = RestartSettings.STANDARD;
		SettingChoice<Restart> restart = this.choice.in("restart", WorkerProperties::restart);
		return new RestartSettings(restart.choose(Restart::policy, standard.policy()),
				restart.choose(Restart::maxRestarts, standard.maxRestarts()),
				restart.duration("window", Restart::window, standard.window()),
				restart.duration("initial-interval", Restart::initialInterval, standard.initialInterval()),
				restart.choose(Restart::multiplier, standard.multiplier()),
				restart.duration("max-interval", Restart::maxInterval, standard.maxInterval()),
				restart.choose(Restart::jitter, standard.jitter()));
	}

	private HealthSettings health() {
		HealthSettings standard = HealthSettings.STANDARD;
		SettingChoice<Health> health = this.choice.in("health", WorkerProperties::health);
		return new HealthSettings(health.duration("interval", Health::interval, standard.interval()),
				health.duration("timeout", Health::timeout, standard.timeout()),
				health.choose(Health::onStart, standard.onStart()));
	}

	private RecoverySettings recovery() {
		RecoverySettings standard = RecoverySettings.STANDARD;
		SettingChoice<Recovery> recovery = this.choice.in("recovery", WorkerProperties::recovery);
		return new RecoverySettings(recovery.choose(Recovery::failureThreshold, standard.failureThreshold()),
				recovery.duration("pause", Recovery::pause, standard.pause()),
				recovery.duration("extended-pause", Recovery::extendedPause, standard.extendedPause()));
	}

	private StallSettings stall() {
		StallSettings standard = StallSettings.STANDARD;
		return new StallSettings(
				this.choice.duration("stall-timeout", WorkerProperties::stallTimeout, standard.timeout()),
				this.choice.choose(WorkerProperties::onStall, standard.action()));
	}

}
