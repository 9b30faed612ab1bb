package io.workerlifecycle.job;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

import io.workerlifecycle.thread.DaemonThreads;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.core.task.VirtualThreadTaskExecutor;
import org.springframework.util.Assert;

/**
 * The threads that executions run on: so many at most, all daemons, each named after its
 * job while it runs it. What comes when all are busy waits, in order, one execution of
 * each job at most. Not an {@link Executor}, so that as a bean it takes nobody's place.
 *
 * @since 0.1.0
 */
public final class JobThreads implements AutoCloseable {

	private static final Log logger = LogFactory.getLog(BackgroundJobs.class);

	private static final String IDLE_NAME = "job-idle";

	private final ReentrantLock lock = new ReentrantLock();

	private final Executor executor;

	private final int most;

	/** Who waits, in order, one of each job; guarded by the lock. */
	private final Map<Job, Task> waiting = new LinkedHashMap<>();

	/** Who has a thread, in order; guarded by the lock. */
	private final Set<Task> holding = new LinkedHashSet<>();

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

	/**
	 * Runs a task, at once or when a thread is free.
	 * @return false if a task of its job waits already, and it is not taken
	 */
	boolean run(Task task) {
		return switch (admit(task)) {
			case RUNS -> {
				start(task);
				yield true;
			}
			case WAITS -> true;
			case REFUSED -> false;
		};
	}

	/**
	 * Takes a task out that waits for a thread.
	 * @return false if it does not wait any more
	 */
	boolean withdraw(Job job, ActiveExecution execution) {
		return locked(() -> {
			Task task = this.waiting.get(job);
			return task != null && task.execution() == execution && this.waiting.remove(job, task);
		});
	}

	/** Takes out all that wait for a thread. */
	List<Task> withdrawAll() {
		return locked(() -> {
			List<Task> all = List.copyOf(this.waiting.values());
			this.waiting.clear();
			return all;
		});
	}

	/**
	 * Takes out those that wait though there is no thread that would ever take them,
	 * since none could be started.
	 */
	List<Task> withdrawStranded() {
		return locked(() -> this.holding.isEmpty() ? withdrawAll() : List.<Task>of());
	}

	/** Who waits longest, or null if nobody waits. */
	@Nullable Task longestWaiting() {
		return locked(() -> this.waiting.isEmpty() ? null : this.waiting.values().iterator().next());
	}

	/** Who holds the threads, and how many wait for one. */
	Use use() {
		return locked(() -> new Use(this.most, List.copyOf(this.holding), this.waiting.size()));
	}

	private void start(Task task) {
		try {
			this.executor.execute(() -> runAll(task));
		}
		catch (RuntimeException | OutOfMemoryError ex) {
			locked(() -> this.holding.remove(task));
			throw ex;
		}
	}

	private Place admit(Task task) {
		return locked(() -> {
			if (this.holding.size() < this.most) {
				this.holding.add(task);
				return Place.RUNS;
			}
			return (this.waiting.putIfAbsent(task.job(), task) == null) ? Place.WAITS : Place.REFUSED;
		});
	}

	private void runAll(Task first) {
		for (Task task = first; task != null; task = next(task)) {
			run(task.threadName(), task.action());
		}
	}

	// The top of the thread: whatever comes up to here must not take the place of a
	// thread away for ever.
	private static void run(String threadName, Runnable action) {
		try {
			runNamed(threadName, action);
		}
		catch (Throwable ex) {
			logger.error("An execution on " + threadName + " could not be brought to its end", ex);
		}
	}

	private static void runNamed(String threadName, Runnable action) {
		Thread thread = Thread.currentThread();
		String before = thread.getName();
		thread.setName(threadName);
		try {
			action.run();
		}
		finally {
			thread.setName(before);
		}
	}

	/** The next of this thread, or null: then there is one busy thread less. */
	private @Nullable Task next(Task done) {
		return locked(() -> {
			this.holding.remove(done);
			Iterator<Task> tasks = this.waiting.values().iterator();
			if (!tasks.hasNext()) {
				return null;
			}
			Task next = tasks.next();
			tasks.remove();
			this.holding.add(next);
			return next;
		});
	}

	private <T extends @Nullable Object> T locked(Supplier<T> change) {
		this.lock.lock();
		try {
			return change.get();
		}
		finally {
			this.lock.unlock();
		}
	}

	private enum Place {

		RUNS, WAITS, REFUSED

	}

	/**
	 * An execution that wants a thread. Equal only to itself.
	 */
	static final class Task {

		private final Job job;

		private final ActiveExecution execution;

		private final long sinceNanos;

		private final Runnable action;

		/**
		 * Creates a task.
		 * @param sinceNanos when it came
		 * @param action what the thread is to do
		 */
		Task(Job job, ActiveExecution execution, long sinceNanos, Runnable action) {
			this.job = job;
			this.execution = execution;
			this.sinceNanos = sinceNanos;
			this.action = action;
		}

		Job job() {
			return this.job;
		}

		ActiveExecution execution() {
			return this.execution;
		}

		long sinceNanos() {
			return this.sinceNanos;
		}

		Runnable action() {
			return this.action;
		}

		String threadName() {
			return "job-" + this.execution.jobName();
		}

	}

	/**
	 * Who has threads, and who has none.
	 *
	 * @param most how many threads there may be
	 * @param holding those who have one, the eldest first
	 * @param waiting how many wait
	 */
	record Use(int most, List<Task> holding, int waiting) {
	}

}
