package io.workerlifecycle.worker;

import java.util.List;
import java.util.Optional;

/**
 * All workers of an application: what they do, and what they should do.
 * <p>
 * May be used from any thread, a worker's own included: every command returns when it is
 * accepted and never waits for its effect. Names are compared relaxed: case and dashes do
 * not count.
 *
 * @since 0.1.0
 */
public interface Workers {

	/**
	 * All workers, in the order of their registration.
	 * @return a snapshot of each
	 */
	List<WorkerSnapshot> list();

	/**
	 * One worker.
	 * @param name its name
	 * @return its snapshot; empty if there is no such worker
	 */
	Optional<WorkerSnapshot> find(String name);

	/**
	 * Wants a worker to run. Begins a life unless one is there; one that is stopping is
	 * followed by a new one.
	 * @param name its name
	 * @throws NoSuchWorkerException if there is no such worker
	 * @throws IllegalStateException if the worker is disabled
	 */
	void start(String name);

	/**
	 * Wants a worker to stop, and stay so until somebody starts it.
	 * @param name its name
	 * @throws NoSuchWorkerException if there is no such worker
	 */
	void stop(String name);

	/**
	 * Ends the life of a worker, if one is there, and begins a new one after that.
	 * @param name its name
	 * @throws NoSuchWorkerException if there is no such worker
	 * @throws IllegalStateException if the worker is disabled
	 */
	void restart(String name);

	/**
	 * Holds the loop of a worker in {@link WorkerContext#keepRunning()}; outlives
	 * restarts.
	 * @param name its name
	 * @throws NoSuchWorkerException if there is no such worker
	 */
	void pause(String name);

	/**
	 * Lets the loop of a worker go on.
	 * @param name its name
	 * @throws NoSuchWorkerException if there is no such worker
	 */
	void resume(String name);

	/**
	 * Takes one more worker under supervision, and starts it if its application has
	 * started and starts workers by itself. How it is run is decided by
	 * {@link BackgroundWorker} on its class and by properties of its name, as for beans.
	 * @param name its name, of letters, digits and {@code -}
	 * @param worker its code
	 * @throws InvalidWorkerException if the name is taken, also by a worker that was
	 * removed and has not ended, if it cannot be run as configured, or if one that it
	 * starts after is not there or was removed
	 * @throws IllegalStateException if the application is closing
	 */
	void add(String name, Worker worker);

	/**
	 * Stops a worker for good, and forgets it when its thread has ended. Until then it is
	 * listed, and its name is taken.
	 * @param name its name
	 * @throws NoSuchWorkerException if there is no such worker
	 * @throws IllegalStateException if another worker starts after it
	 */
	void remove(String name);

}
