package io.workerlifecycle.worker;

import java.time.Duration;
import java.util.List;

/**
 * Settings for tests: the standard ones, where nothing else is said, in phase 0.
 */
final class SettingsBuilder {

	private boolean enabled = true;

	private boolean autoStartup = true;

	private boolean critical;

	private StartOrder order = new StartOrder(0, List.of(), false);

	private Duration startTimeout = Duration.ofSeconds(30);

	private Duration stopTimeout = Duration.ofSeconds(10);

	private RestartSettings restart = RestartSettings.STANDARD;

	private HealthSettings health = HealthSettings.STANDARD;

	private RecoverySettings recovery = RecoverySettings.STANDARD;

	private StallSettings stall = StallSettings.STANDARD;

	private GiveUpAction onGiveUp = GiveUpAction.HEALTH;

	SettingsBuilder disabled() {
		this.enabled = false;
		return this;
	}

	SettingsBuilder manual() {
		this.autoStartup = false;
		return this;
	}

	SettingsBuilder critical() {
		this.critical = true;
		return this;
	}

	SettingsBuilder after(String... names) {
		this.order = new StartOrder(this.order.phase(), List.of(names), this.order.awaitRunning());
		return this;
	}

	SettingsBuilder phase(int phase) {
		this.order = new StartOrder(phase, this.order.after(), this.order.awaitRunning());
		return this;
	}

	SettingsBuilder awaitRunning() {
		this.order = new StartOrder(this.order.phase(), this.order.after(), true);
		return this;
	}

	SettingsBuilder startTimeout(Duration value) {
		this.startTimeout = value;
		return this;
	}

	SettingsBuilder stopTimeout(Duration value) {
		this.stopTimeout = value;
		return this;
	}

	SettingsBuilder restart(RestartSettings value) {
		this.restart = value;
		return this;
	}

	SettingsBuilder restart(RestartPolicy policy, int maxRestarts) {
		return restart(new RestartSettings(policy, maxRestarts, Duration.ofMinutes(10), Duration.ofSeconds(1), 2,
				Duration.ofSeconds(60), 0));
	}

	SettingsBuilder health(HealthSettings value) {
		this.health = value;
		return this;
	}

	SettingsBuilder recovery(RecoverySettings value) {
		this.recovery = value;
		return this;
	}

	SettingsBuilder stall(Duration timeout, StallAction action) {
		this.stall = new StallSettings(timeout, action);
		return this;
	}

	SettingsBuilder onGiveUp(GiveUpAction value) {
		this.onGiveUp = value;
		return this;
	}

	WorkerSettings build() {
		return new WorkerSettings(this.enabled, this.autoStartup, this.critical, this.order, this.startTimeout,
				this.stopTimeout, this.restart, this.health, this.recovery, this.stall, this.onGiveUp);
	}

}
