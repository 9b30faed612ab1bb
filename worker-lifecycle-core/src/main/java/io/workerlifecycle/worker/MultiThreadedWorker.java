package io.workerlifecycle.worker;

import java.time.Duration;
import java.util.List;

/**
 * A worker whose work is done by several threads. What interrupts its life interrupts all
 * of them, they are named with their stacks, and one that makes no progress is a stall,
 * however busy the others are.
 * <p>
 * Both methods are called by the supervisor and by whoever looks at the worker, on any
 * thread, and must not wait.
 *
 * @since 0.1.0
 */
public interface MultiThreadedWorker extends Worker {

	/**
	 * The threads that work for the life that runs, with the life's own if that works,
	 * too.
	 * @return the threads, the one first that has shown no progress for longest; nothing
	 * if there is only the life's own
	 */
	List<Thread> threads();

	/**
	 * How long ago that thread last showed progress which did so longest ago. One that
	 * waits on purpose is at rest, which is no lack of progress.
	 * @return the time, zero while all are at rest
	 */
	Duration idle();

}
