package io.workerlifecycle.worker;

import java.util.function.Consumer;

/**
 * What is looked after while a worker is {@link WorkerState#RUNNING}: its health, its
 * progress, and the pause it gets when its work fails. Used on the supervisor's thread
 * only.
 */
final class RunningWatch {

	private final HealthRounds rounds;

	private final StallWatch stalls;

	private final RecoveryPause recovery;

	RunningWatch(Watched watched, HealthWatch health, Runnable holdChanged, Consumer<WorkerLife> stalled) {
		this.rounds = new HealthRounds(watched, health);
		this.stalls = new StallWatch(watched, stalled);
		this.recovery = new RecoveryPause(watched, health, holdChanged);
	}

	void begin(WorkerLife life) {
		this.rounds.begin();
		this.stalls.begin(life);
	}

	/** Other settings hold; where they are the same, all goes on as it does. */
	void reconfigured(WorkerLife life) {
		this.rounds.reconfigured();
		this.stalls.reconfigured(life);
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
