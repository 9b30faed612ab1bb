package io.workerlifecycle.job;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.ReentrantLock;

import io.workerlifecycle.thread.DaemonThreads;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.core.task.VirtualThreadTaskExecutor;
import org.springframework.util.Assert;

/**
 * The threads that executions run on: so many at most, all daemons, each named after its
 * job while it runs it. What comes when all are busy waits, in order. Not an
 * {@link Executor}, so that as a bean it takes nobody's place.
 *
 * @since 0.1.0
 */
public final class JobThreads implements AutoCloseable {

	private static final Log logger = LogFactory.getLog(BackgroundJobs.class);

	private static final String IDLE_NAME = "job-idle";

	private final ReentrantLock lock = new ReentrantLock();

	private final Executor executor;

	private final int most;

	/** Guarded by the lock. */
	private final Queue<Task> waiting = new ArrayDeque<>();

	/** Guarded by the lock. */
	private int busy;

	JobThreads(Executor executor, int most) {
		Assert.isTrue(most > 0, "At least one execution must be allowed");
		this.executor = executor;
		this.most = most;
	}

	/**
	 * Threads of the platform, kept for a minute when idle.
	 * @param most how many executions may run at once
	 * @return the threads
	 */
	public static JobThreads platform(int most) {
		return new JobThreads(Executors.newCachedThreadPool(new DaemonThreads(IDLE_NAME)), most);
	}

	/**
	 * Virtual threads.
	 * @param most how many executions may run at once
	 * @return the threads
	 * @throws UnsupportedOperationException before Java 21
	 */
	public static JobThreads virtual(int most) {
		return new JobThreads(new VirtualThreadTaskExecutor(), most);
	}

	/**
	 * Takes nothing new. What runs goes on.
	 */
	@Override
	public void close() {
		if (this.executor instanceof ExecutorService service) {
			service.shutdown();
		}
	}

	void run(String threadName, Runnable action) {
		Task task = new Task(threadName, action);
		if (!admit(task)) {
			return;
		}
		try {
			this.executor.execute(() -> runAll(task));
		}
		catch (RuntimeException | OutOfMemoryError ex) {
			oneLess();
			throw ex;
		}
	}

	/**
	 * Takes out all that wait for a thread, and runs them on the calling thread: to be
	 * used when they will find out that it is too late for them.
	 */
	void runWaiting() {
		List<Task> all;
		this.lock.lock();
		try {
			all = new ArrayList<>(this.waiting);
			this.waiting.clear();
		}
		finally {
			this.lock.unlock();
		}
		all.forEach((task) -> task.action().run());
	}

	/** False for one that has to wait. */
	private boolean admit(Task task) {
		this.lock.lock();
		try {
			if (this.busy < this.most) {
				this.busy++;
				return true;
			}
			this.waiting.add(task);
			return false;
		}
		finally {
			this.lock.unlock();
		}
	}

	private void runAll(Task first) {
		for (Task task = first; task != null; task = next()) {
			run(task);
		}
	}

	// The top of the thread: whatever comes up to here must not take the place of a
	// thread away for ever.
	private static void run(Task task) {
		try {
			runNamed(task);
		}
		catch (Throwable ex) {
			logger.error("An execution on " + task.threadName() + " could not be brought to its end", ex);
		}
	}

	private static void runNamed(Task task) {
		Thread thread = Thread.currentThread();
		String before = thread.getName();
		thread.setName(task.threadName());
		try {
			task.action().run();
		}
		finally {
			thread.setName(before);
		}
	}

	/** The next of this thread, or null: then there is one busy thread less. */
	private @Nullable Task next() {
		this.lock.lock();
		try {
			Task next = this.waiting.poll();
			if (next == null) {
				this.busy--;
			}
			return next;
		}
		finally {
			this.lock.unlock();
		}
	}

	private void oneLess() {
		this.lock.lock();
		try {
			this.busy--;
		}
		finally {
			this.lock.unlock();
		}
	}

	private record Task(String threadName, Runnable action) {
	}

}
