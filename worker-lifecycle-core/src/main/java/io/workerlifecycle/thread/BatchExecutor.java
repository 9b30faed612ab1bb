package io.workerlifecycle.thread;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

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

	private final SerialExecutor thread;

	/** Each permit ends a rest. */
	private final Semaphore hurry = new Semaphore(0);

	/**
	 * What is to run. No lock: many hand over at once, and one that is taken off its
	 * processor in between must not hold up the others.
	 */
	private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();

	private final AtomicReference<Stage> stage = new AtomicReference<>(Stage.AWAY);

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
		if (this.stage.get() == Stage.CLOSED) {
			return;
		}
		this.waiting.add(command);
		if (this.stage.get() == Stage.AWAY && this.stage.compareAndSet(Stage.AWAY, Stage.CALLED)) {
			call();
		}
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
		this.stage.set(Stage.CLOSED);
		hurry();
		this.thread.close();
	}

	/** What could not be run for want of a thread runs with what comes next. */
	private void call() {
		try {
			this.thread.execute(this::runAll);
		}
		catch (RuntimeException | OutOfMemoryError ex) {
			this.stage.compareAndSet(Stage.CALLED, Stage.AWAY);
			throw ex;
		}
	}

	private void runAll() {
		do {
			runBatches();
		}
		// Somebody may have come who saw the thread still there.
		while (this.stage.compareAndSet(Stage.CALLED, Stage.AWAY) && !this.waiting.isEmpty()
				&& this.stage.compareAndSet(Stage.AWAY, Stage.CALLED));
	}

	private void runBatches() {
		long rest = SHORTEST_REST;
		for (int size = runBatch(); size > 0; size = runBatch()) {
			rest = (size > 1) ? Math.min(GROWTH * rest, LONGEST_REST) : SHORTEST_REST;
			rest(rest);
		}
	}

	private int runBatch() {
		int size = 0;
		for (Runnable next = this.waiting.poll(); next != null; next = this.waiting.poll()) {
			SerialExecutor.contain(next);
			size++;
		}
		return size;
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
