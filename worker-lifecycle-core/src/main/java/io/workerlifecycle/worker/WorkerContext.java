package io.workerlifecycle.worker;

import java.time.Duration;

/**
 * One life of a worker, as its code sees it. Every incarnation gets a new one; a late
 * call on an old one does nothing.
 * <p>
 * May be used from any thread. Neither {@link #keepRunning()} nor
 * {@link #awaitStop(Duration)} throws {@link InterruptedException}: an interrupt keeps
 * its flag and counts as stop.
 *
 * @since 0.1.0
 */
public interface WorkerContext {

	/**
	 * The name of the worker.
	 * @return the name, as configured
	 */
	String workerName();

	/**
	 * The condition of the worker's loop. Counts as progress, waits while the worker is
	 * paused.
	 * @return false once a stop was asked for or the thread was interrupted
	 */
	boolean keepRunning();

	/**
	 * Whether a stop was asked for. Never waits and is no sign of progress.
	 * @return true once a stop was asked for or the thread was interrupted
	 */
	boolean isStopRequested();

	/**
	 * Whether {@link #keepRunning()} would wait now, since the worker is paused or
	 * recovers. For loops that gather work before they do it. Never waits and is no sign
	 * of progress.
	 * @return true while the worker is held
	 */
	default boolean isHeld() {
		return false;
	}

	/**
	 * Sleeps, but not through a stop.
	 * @param duration how long to sleep at most
	 * @return true if the worker is stopping
	 */
	boolean awaitStop(Duration duration);

	/**
	 * Says that the work makes progress, where {@link #keepRunning()} is called too
	 * rarely to show it.
	 */
	void heartbeat();

	/**
	 * Counts a unit of work that went well; a sign of progress.
	 */
	void recordSuccess();

	/**
	 * Counts units of work that went well, many at once. It need not be a sign of
	 * progress, so it is for loops that ask {@link #keepRunning()} now and then anyway.
	 * @param count how many
	 */
	default void recordSuccesses(int count) {
		for (int i = 0; i < count; i++) {
			recordSuccess();
		}
	}

	/**
	 * Counts a unit of work that failed, without ending the life; a sign of progress.
	 * @param failure why
	 */
	void recordFailure(Throwable failure);

	/**
	 * Says that the worker goes on with less than it should, until {@link #restore()} or
	 * the end of this life.
	 * @param reason what is missing, in words for people
	 */
	void degrade(String reason);

	/**
	 * Says that the worker does all of its work again.
	 */
	void restore();

	/**
	 * Closes a resource when this life ends, however it ends, also when {@code onStartup}
	 * fails half-way. What was handed over last is closed first. After the life has ended
	 * it is closed at once.
	 * @param resource what to close
	 */
	void closeAtStop(AutoCloseable resource);

}
