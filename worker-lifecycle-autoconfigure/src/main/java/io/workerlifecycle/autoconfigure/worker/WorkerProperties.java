package io.workerlifecycle.autoconfigure.worker;

import io.workerlifecycle.worker.GiveUpAction;
import io.workerlifecycle.worker.RestartPolicy;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The settings of one worker, or the defaults of all. What is not set is left to the
 * annotation, the defaults and what is built in. Durations are text, since a bare number
 * is refused.
 *
 * @param enabled Whether the worker may run. A disabled one is listed and never starts.
 * @param phase Phase in which the worker is told to start and to stop. Lower ones start
 * earlier and stop later.
 * @param critical Whether readiness waits for the worker's first RUNNING, and its backing
 * off is a fault.
 * @param stopTimeout Maximum time that the worker may take to stop, before it is
 * interrupted.
 * @param restart What follows the end of a life that nobody asked for.
 * @param awaitRunning Whether the start of the application waits until the worker is
 * RUNNING, and fails with it.
 * @param onGiveUp What follows for the application when the worker gives up.
 */
@ConfigurationProperties("worker-lifecycle.worker-defaults")
record WorkerProperties(@Nullable Boolean enabled, @Nullable Integer phase, @Nullable Boolean critical,
		@Nullable String stopTimeout, @Nullable Restart restart, @Nullable Boolean awaitRunning,
		@Nullable GiveUpAction onGiveUp) {

	/**
	 * How a worker is restarted.
	 *
	 * @param policy What follows the end of a life.
	 * @param maxRestarts Maximum number of restarts within the window; after that the
	 * worker gives up.
	 * @param window Time in which restarts are counted; a life as long makes the backoff
	 * begin anew.
	 * @param initialInterval Time before the first restart.
	 * @param multiplier Factor by which the time before a restart grows, at least 1.
	 * @param maxInterval Maximum time before a restart.
	 * @param jitter Share by which the time before a restart varies at random, from 0 to
	 * 1.
	 */
	record Restart(@Nullable RestartPolicy policy, @Nullable Integer maxRestarts, @Nullable String window,
			@Nullable String initialInterval, @Nullable Double multiplier, @Nullable String maxInterval,
			@Nullable Double jitter) {

		static final Restart NOTHING = new Restart(null, null, null, null, null, null, null);

	}

	Restart restartOrNothing() {
		return (this.restart != null) ? this.restart : Restart.NOTHING;
	}

}
