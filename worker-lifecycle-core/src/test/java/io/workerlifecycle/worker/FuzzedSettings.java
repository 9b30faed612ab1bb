package io.workerlifecycle.worker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * How a worker is run, at random.
 *
 * @param random where it comes from
 */
record FuzzedSettings(Random random) {

	/**
	 * Settings that fit to those there are.
	 * @param others workers that it may start after
	 */
	WorkerSettings next(List<WorkerDefinition> others) {
		int phase = this.random.nextInt(3);
		List<String> after = new ArrayList<>();
		for (WorkerDefinition other : others) {
			if (other.settings().phase() <= phase && chance(25)) {
				after.add(other.name());
			}
		}
		SettingsBuilder builder = new SettingsBuilder().phase(phase).after(after.toArray(String[]::new));
		if (chance(10)) {
			builder.awaitRunning();
		}
		if (chance(4)) {
			builder.disabled();
		}
		return builder.startTimeout(millis(500, 60_000))
			.stopTimeout(chance(10) ? Duration.ZERO : millis(1, 15_000))
			.restart(restart())
			.health(health())
			.recovery(new RecoverySettings(this.random.nextInt(4), millis(1, 10_000), millis(1, 20_000)))
			.stall(chance(50) ? Duration.ZERO : millis(1000, 20_000),
					chance(50) ? StallAction.REPORT : StallAction.RESTART)
			.onGiveUp(chance(10) ? GiveUpAction.EXIT : GiveUpAction.HEALTH)
			.build();
	}

	private RestartSettings restart() {
		RestartPolicy[] policies = RestartPolicy.values();
		Duration initial = millis(1, 3000);
		return new RestartSettings(chance(60) ? RestartPolicy.ALWAYS : policies[this.random.nextInt(policies.length)],
				chance(50) ? 100 : this.random.nextInt(5), millis(1000, 600_000), initial,
				1 + this.random.nextInt(3) / 2.0, initial.plus(millis(1, 10_000)), 0);
	}

	private HealthSettings health() {
		return new HealthSettings(chance(30) ? Duration.ZERO : millis(500, 20_000), millis(100, 6000), chance(70));
	}

	private Duration millis(int least, int most) {
		return Duration.ofMillis(least + this.random.nextInt(most - least));
	}

	private boolean chance(int percent) {
		return this.random.nextInt(100) < percent;
	}

}
