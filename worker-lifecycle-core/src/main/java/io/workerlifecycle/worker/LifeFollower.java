package io.workerlifecycle.worker;

/**
 * Who decides what comes of the lives of a worker. Called on the supervisor's thread.
 */
interface LifeFollower {

	/** The life is {@link WorkerState#RUNNING}. */
	void running();

	/** Nobody waits for the life any more, though its thread lives on. */
	void abandoned();

	/**
	 * The life is over, its thread ends.
	 * @param end why
	 */
	void over(LifeEnd end);

}
