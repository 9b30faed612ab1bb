package io.workerlifecycle.worker;

import java.util.Collection;

/**
 * Where workers live: decides how one that is added at run time is run, and gives each
 * its place among the life cycles of the application.
 *
 * @since 0.1.0
 */
public interface WorkerHost {

	/**
	 * Decides how a worker is run that is no bean. Called on the thread that adds it.
	 * @param name its name
	 * @param worker its code
	 * @return the worker, with how it is run
	 * @throws InvalidWorkerException if it cannot be run as configured
	 */
	WorkerDefinition define(String name, Worker worker);

	/**
	 * A worker was registered. Called on the thread that registers it.
	 * @param definition the worker
	 * @param lifecycle its life cycle
	 */
	void registered(WorkerDefinition definition, WorkerLifecycle lifecycle);

	/**
	 * Workers are about to be run in another way, in the same order as before. Called on
	 * the thread that says so.
	 * @param definitions the workers, with how they will be run
	 */
	void reconfigured(Collection<WorkerDefinition> definitions);

	/**
	 * A worker that was added at run time has ended and is forgotten. Called on the event
	 * thread.
	 * @param name its name
	 */
	void removed(String name);

}
