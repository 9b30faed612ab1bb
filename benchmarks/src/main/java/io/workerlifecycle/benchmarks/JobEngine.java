package io.workerlifecycle.benchmarks;

/**
 * A running scheduler that takes jobs. It ends with its process.
 */
interface JobEngine {

	/** Adds a job, which begins to fire at once. */
	void add(String name, Rhythm rhythm, Firings firings) throws Exception;

}
