package io.workerlifecycle.worker;

import java.util.function.Consumer;

/**
 * What is looked after while a worker is {@link WorkerState#RUNNING}: its health, its
 * progress, and the pause it gets when its work fails. Used on the supervisor's thread
 * only.
 */
final class RunningWatch {

	private final Watched watched;

	private final HealthRounds rounds;

	private final StallWatch stalls;

	private final RecoveryPause recovery;

	RunningWatch(Watched watched, HealthWatch health, Runnable holdChanged, Consumer<WorkerLife> stalled) {
		this.watched = watched;
		this.rounds = new HealthRounds(watched, health);
		this.stalls = new StallWatch(watched, stalled);
		this.recovery = new RecoveryPause(watched, health, holdChanged);
	}

	void begin(WorkerLife life) {
		this.rounds.begin();
		this.stalls.begin(life);
	}

	/** Only what concerns a watch begins anew. */
	void reconfigured(WorkerLife life, WorkerSettings before) {
		WorkerSettings now = this.watched.settings();
		if (!now.health().interval().equals(before.health().interval())) {
			this.rounds.reconfigured();
		}
		if (!now.stall().equals(before.stall())) {
			this.stalls.reconfigured(life);
		}
	}

	void failing() {
		this.recovery.begin();
	}

	void end() {
		this.rounds.end();
		this.stalls.end();
		this.recovery.end();
	}

}
