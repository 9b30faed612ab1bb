package io.workerlifecycle.worker;

import org.jspecify.annotations.Nullable;

/**
 * Decides how a worker is run, from its annotation and whatever else is configured.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface WorkerSettingsResolver {

	/**
	 * Decides for one worker.
	 * @param name the name of the worker
	 * @param annotation what its code says, or {@code null} if it says nothing
	 * @return how it is run
	 * @throws IllegalArgumentException if a value is out of its range
	 */
	WorkerSettings resolve(String name, @Nullable BackgroundWorker annotation);

}
