package io.workerlifecycle.job;

/**
 * Is told whether there is a job that fires, while no other command on jobs goes on. May
 * be told the same again.
 */
interface FiringListener {

	/** A job fires from now on. */
	void firing();

	/** No job fires by itself any more, and nothing runs. */
	void idle();

}
