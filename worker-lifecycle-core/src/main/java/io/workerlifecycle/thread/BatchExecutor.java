package io.workerlifecycle.thread;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Runs what it is handed one after the other, in order, on one daemon thread. What comes
 * alone runs at once. Where much comes, the thread rests between batches, for
 * {@value #LONGEST_REST} ms at most: it would else be woken for each command, and take
 * the processor from those who hand over. What throws is logged and does not disturb what
 * follows.
 *
 * @since 0.1.0
 */
public final class BatchExecutor implements Executor, AutoCloseable {

	private static final Log logger = LogFactory.getLog(BatchExecutor.class);

	private static final long SHORTEST_REST = 1;

	private static final long LONGEST_REST = 50;

	private static final long GROWTH = 8;

	private final Object guard = new Object();

	private final SerialExecutor thread;

	/** Each permit ends a rest. */
	private final Semaphore hurry = new Semaphore(0);

	/** What is to run in the next batch; guarded by the guard. */
	private List<Runnable> waiting = new ArrayList<>();

	/** Guarded by the guard. */
	private Stage stage = Stage.AWAY;

	/**
	 * Creates an executor without a thread yet.
	 * @param threadName the name of its thread
	 */
	public BatchExecutor(String threadName) {
		this.thread = new SerialExecutor(threadName);
	}

	/**
	 * Hands over a command. After {@link #close()} it is dropped.
	 */
	@Override
	public void execute(Runnable command) {
		synchronized (this.guard) {
			if (this.stage == Stage.CLOSED) {
				return;
			}
			this.waiting.add(command);
			if (this.stage == Stage.CALLED) {
				return;
			}
			this.stage = Stage.CALLED;
		}
		call();
	}

	/**
	 * Does not let what was handed over wait for the end of a rest.
	 */
	public void hurry() {
		this.hurry.release();
	}

	/**
	 * Takes nothing new and lets what was handed over run to its end, without waiting for
	 * it.
	 */
	@Override
	public void close() {
		synchronized (this.guard) {
			this.stage = Stage.CLOSED;
		}
		hurry();
		this.thread.close();
	}

	/** What could not be run for want of a thread runs with what comes next. */
	private void call() {
		try {
			this.thread.execute(this::runAll);
		}
		catch (RuntimeException | OutOfMemoryError ex) {
			synchronized (this.guard) {
				this.stage = (this.stage == Stage.CALLED) ? Stage.AWAY : this.stage;
			}
			throw ex;
		}
	}

	private void runAll() {
		long rest = SHORTEST_REST;
		for (List<Runnable> batch = take(); !batch.isEmpty(); batch = take()) {
			batch.forEach(SerialExecutor::contain);
			rest = (batch.size() > 1) ? Math.min(GROWTH * rest, LONGEST_REST) : SHORTEST_REST;
			rest(rest);
		}
	}

	/** Where there is nothing the thread goes, and is called again. */
	private List<Runnable> take() {
		synchronized (this.guard) {
			List<Runnable> batch = this.waiting;
			if (!batch.isEmpty()) {
				this.waiting = new ArrayList<>();
			}
			else if (this.stage == Stage.CALLED) {
				this.stage = Stage.AWAY;
			}
			return batch;
		}
	}

	// A permit from before the rest makes it shorter, which does no harm.
	private void rest(long millis) {
		try {
			if (this.hurry.tryAcquire(millis, TimeUnit.MILLISECONDS)) {
				this.hurry.drainPermits();
			}
		}
		catch (InterruptedException ex) {
			logger.debug("A command has left an interrupt behind");
		}
	}

	private enum Stage {

		/** The thread comes when it is called. */
		AWAY,

		/** The thread comes, runs commands, or rests. */
		CALLED,

		/** Nothing new is taken. */
		CLOSED

	}

}
