package io.workerlifecycle.autoconfigure.alert;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.workerlifecycle.time.TimeSource;
import io.workerlifecycle.time.Timer;
import org.jspecify.annotations.Nullable;

/**
 * The workers that have failed and have not shown since that they can live. A life that
 * runs after a failure is a trial: it may fail as the one before it did, so it has to
 * last. May be called from any thread; what is handed in runs one at a time for each
 * worker, so that a late timer resolves nothing that has just failed.
 */
final class Recoveries {

	private static final Trial NONE = new Trial(0, () -> {
	});

	private final Map<String, Trial> trials = new ConcurrentHashMap<>();

	private final TimeSource time;

	Recoveries(TimeSource time) {
		this.time = time;
	}

	/**
	 * A life has failed.
	 * @param worker the worker's name
	 * @param action what to do about it
	 */
	void failed(String worker, Runnable action) {
		this.trials.compute(worker, (name, before) -> {
			cancel(before);
			action.run();
			return NONE;
		});
	}

	/**
	 * A life runs; if one before it failed, it is on trial.
	 * @param worker the worker's name
	 * @param incarnation which life it is, counted from 1
	 * @param lasting how long it has to last
	 * @param action what to do when it has
	 */
	void running(String worker, int incarnation, Duration lasting, Runnable action) {
		this.trials.computeIfPresent(worker, (name, before) -> new Trial(incarnation,
				this.time.schedule(lasting, () -> lasted(worker, incarnation, action))));
	}

	/**
	 * A life has ended in good order.
	 * @param worker the worker's name
	 * @return whether it was on trial
	 */
	boolean ended(String worker) {
		Trial before = this.trials.replace(worker, NONE);
		cancel(before);
		return before != null && before.incarnation() > 0;
	}

	/**
	 * Nothing needs to be shown any more.
	 * @param worker the worker's name
	 */
	void forget(String worker) {
		cancel(this.trials.remove(worker));
	}

	private void lasted(String worker, int incarnation, Runnable action) {
		this.trials.computeIfPresent(worker, (name, trial) -> {
			if (trial.incarnation() != incarnation) {
				return trial;
			}
			action.run();
			return null;
		});
	}

	private static void cancel(@Nullable Trial trial) {
		if (trial != null) {
			trial.timer().cancel();
		}
	}

	/**
	 * A life on trial.
	 *
	 * @param incarnation which life it is, 0 for none
	 * @param timer goes off when it has lasted
	 */
	private record Trial(int incarnation, Timer timer) {
	}

}
