package io.workerlifecycle.job;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

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

	/** Held for a few steps only, by each firing twice. */
	private final Object guard = new Object();

	private final Executor executor;

	private final int most;

	/** Who waits, in order, one of each job, which knows so; guarded by the guard. */
	private final Deque<Task> waiting = new ArrayDeque<>();

	/** The threads that are busy; guarded by the guard. */
	private final Set<Seat> busy = new LinkedHashSet<>();

	/** How many tasks had a thread so far; guarded by the guard. */
	private long turns;

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
		Seat seat;
		synchronized (this.guard) {
			if (this.busy.size() >= this.most) {
				return queue(task);
			}
			seat = new Seat(task, this.turns++);
			this.busy.add(seat);
		}
		start(seat, task);
		return true;
	}

	/**
	 * Takes a task out that waits for a thread.
	 * @return false if it does not wait any more
	 */
	boolean withdraw(Job job, ActiveExecution execution) {
		synchronized (this.guard) {
			if (!job.isWaiting() || !this.waiting.removeIf((task) -> task.execution() == execution)) {
				return false;
			}
			job.endWaiting();
			return true;
		}
	}

	/** Takes out all that wait for a thread. */
	List<Task> withdrawAll() {
		synchronized (this.guard) {
			List<Task> all = List.copyOf(this.waiting);
			all.forEach((task) -> task.job().endWaiting());
			this.waiting.clear();
			return all;
		}
	}

	/**
	 * Takes out those that wait though there is no thread that would ever take them,
	 * since none could be started.
	 */
	List<Task> withdrawStranded() {
		synchronized (this.guard) {
			return this.busy.isEmpty() ? withdrawAll() : List.of();
		}
	}

	/** Who waits longest, or null if nobody waits. */
	@Nullable Task longestWaiting() {
		synchronized (this.guard) {
			return this.waiting.peek();
		}
	}

	/** Who holds the threads, and how many wait for one. */
	Use use() {
		synchronized (this.guard) {
			List<Task> holding = this.busy.stream()
				.sorted(Comparator.comparingLong((seat) -> seat.turn))
				.map((seat) -> seat.task)
				.toList();
			return new Use(this.most, holding, this.waiting.size());
		}
	}

	/** Called under the guard. */
	private boolean queue(Task task) {
		if (task.job().isWaiting()) {
			return false;
		}
		task.job().beginWaiting();
		return this.waiting.add(task);
	}

	private void start(Seat seat, Task first) {
		try {
			this.executor.execute(() -> runAll(seat, first));
		}
		catch (RuntimeException | OutOfMemoryError ex) {
			synchronized (this.guard) {
				this.busy.remove(seat);
			}
			throw ex;
		}
	}

	private void runAll(Seat seat, Task first) {
		Thread thread = Thread.currentThread();
		String before = thread.getName();
		for (Task task = first; task != null; task = next(seat)) {
			thread.setName(task.job().threadName());
			contain(task);
		}
		thread.setName(before);
	}

	// The top of the thread: whatever comes up to here must not take the place of a
	// thread away for ever.
	private static void contain(Task task) {
		try {
			task.action().run();
		}
		catch (Throwable ex) {
			logger.error("An execution on " + task.job().threadName() + " could not be brought to its end", ex);
		}
	}

	/** The next of this thread, or null: then there is one busy thread less. */
	private @Nullable Task next(Seat seat) {
		synchronized (this.guard) {
			Task next = this.waiting.poll();
			if (next == null) {
				this.busy.remove(seat);
				return null;
			}
			next.job().endWaiting();
			seat.task = next;
			seat.turn = this.turns++;
			return next;
		}
	}

	/**
	 * A busy thread. Equal only to itself.
	 */
	private static final class Seat {

		/** Guarded by the guard. */
		private Task task;

		/** When the task got the thread; guarded by the guard. */
		private long turn;

		Seat(Task task, long turn) {
			this.task = task;
			this.turn = turn;
		}

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
