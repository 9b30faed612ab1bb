package io.workerlifecycle.message;

import java.time.Duration;
import java.util.Set;

import static io.workerlifecycle.worker.SettingRangeException.requireTime;

/**
 * Which failures degrade a worker, and when it tries to do all of its work again.
 *
 * @param on the failures; one counts as what it is and as each of its causes
 * @param probeInterval how long after a failure the next message is processed in full
 * again, to see whether that works
 * @since 0.1.0
 */
public record DegradationSettings(Set<Class<? extends Throwable>> on, Duration probeInterval) {

	/**
	 * Checks that the interval is not negative.
	 */
	public DegradationSettings {
		on = Set.copyOf(on);
		requireTime(probeInterval, "degrade-probe-interval");
	}

	boolean include(Throwable failure) {
		return Causes.include(failure, this.on);
	}

}
