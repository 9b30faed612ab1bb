package io.workerlifecycle.worker;

/**
 * A worker whose work is done by several threads. What interrupts its life interrupts all
 * of them, they are named with their stacks, and one that makes no progress is a stall,
 * however busy the others are.
 *
 * @since 0.1.0
 */
public interface MultiThreadedWorker extends Worker {

	/**
	 * The threads that work, in all of its lives. Called once, when the worker is
	 * registered.
	 * @return the threads, to which it adds and from which it removes them
	 */
	WorkerThreads threads();

}
