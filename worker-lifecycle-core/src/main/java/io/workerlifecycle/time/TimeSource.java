package io.workerlifecycle.time;

import java.time.Duration;
import java.time.Instant;

/**
 * Where everything that waits, schedules or measures gets its time from. The real one is
 * {@link SystemTimeSource}; {@link VirtualTimeSource} moves only when told.
 * <p>
 * All methods may be called from any thread. A wait is a timer that signals, so that
 * waiting is virtual where the source is.
 *
 * @since 0.1.0
 */
public interface TimeSource {

	/**
	 * The wall clock, for everything that people read and for cron expressions.
	 * @return the current instant
	 */
	Instant now();

	/**
	 * A clock that never jumps, for durations and fixed intervals.
	 * @return nanoseconds since an arbitrary origin; only differences mean something
	 */
	long nanoTime();

	/**
	 * Runs an action once, after a delay. The action runs on the thread of this source
	 * and must be short: it hands over, it does not wait, and it does not call code of
	 * users.
	 * @param delay how long to wait; zero or less means as soon as possible
	 * @param action what to run; an exception it throws is logged and goes no further
	 * @return the timer, to cancel it
	 */
	Timer schedule(Duration delay, Runnable action);

}
