package io.workerlifecycle.autoconfigure.worker;

import java.util.List;

import io.workerlifecycle.worker.GiveUpAction;
import io.workerlifecycle.worker.RestartPolicy;
import io.workerlifecycle.worker.StallAction;
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
 * @param after Names of the workers that must have been RUNNING once before this one
 * begins. Replaces those of the annotation; an empty value means none.
 * @param awaitRunning Whether the start of the application waits until the worker is
 * RUNNING, and fails with it.
 * @param startTimeout Maximum time from STARTING to RUNNING, waiting for others included.
 * @param stopTimeout Maximum time that the worker may take to stop, before it is
 * interrupted.
 * @param restart What follows the end of a life that nobody asked for.
 * @param recovery When a worker whose work fails gets a pause.
 * @param health When the health of the worker is checked.
 * @param stallTimeout Maximum time without progress, before the worker is stalled. Use
 * '0s' for any time.
 * @param onStall What follows when the worker is stalled, besides being reported.
 * @param critical Whether readiness waits for the worker's first RUNNING, and its backing
 * off is a fault.
 * @param onGiveUp What follows for the application when the worker gives up.
 */
@ConfigurationProperties("worker-lifecycle.worker-defaults")
record WorkerProperties(@Nullable Boolean enabled, @Nullable Integer phase, @Nullable List<String> after,
		@Nullable Boolean awaitRunning, @Nullable String startTimeout, @Nullable String stopTimeout,
		@Nullable Restart restart, @Nullable Recovery recovery, @Nullable Health health, @Nullable String stallTimeout,
		@Nullable StallAction onStall, @Nullable Boolean critical, @Nullable GiveUpAction onGiveUp) {

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
	}

	/**
	 * When a worker whose work fails gets a pause to recover.
	 *
	 * @param failureThreshold Number of failures recorded in a row after which the pause
	 * begins. Use 0 for never.
	 * @param pause Time that the worker is held before its health is checked.
	 * @param extendedPause Time that it is held again, each time that check fails.
	 */
	record Recovery(@Nullable Integer failureThreshold, @Nullable String pause, @Nullable String extendedPause) {
	}

	/**
	 * When the health of a worker is checked.
	 *
	 * @param interval Time between two checks. Use '0s' for never.
	 * @param timeout Maximum time of a check; one that takes longer has failed.
	 * @param onStart Whether a check must pass before the worker is RUNNING.
	 */
	record Health(@Nullable String interval, @Nullable String timeout, @Nullable Boolean onStart) {
	}

}
