package io.workerlifecycle.job;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

import io.workerlifecycle.thread.DaemonThreads;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.core.task.VirtualThreadTaskExecutor;
import org.springframework.util.Assert;

/**
 * The threads that executions run on: so many at most, all daemons, each named after its
 * job while it runs it, but in a rush. What comes when all are busy waits, in order, one
 * execution of each job at most. Not an {@link Executor}, so that as a bean it takes
 * nobody's place.
 * <p>
 * An execution that begins in a rush, with more than {@value #RUSH} waiting behind it,
 * has a thread that keeps its own name: to tell the system a name takes a fifth of the
 * time of a short execution.
 * <p>
 * There is no lock, since the clock thread and all others come by here twice for each
 * firing, and one that is taken off its processor in between must hold up nobody. Whoever
 * leaves a place looks at those who wait afterwards, and whoever waits looks for a place
 * afterwards, so that one of both sees the other.
 *
 * @since 0.1.0
 */
public final class JobThreads implements AutoCloseable {

	private static final Log logger = LogFactory.getLog(BackgroundJobs.class);

	private static final String OWN_NAME = "jobs-";

	private static final int RUSH = 100;

	private final Executor executor;

	private final int most;

	/** Who waits, in order, one of each job, which knows so. */
	private final Queue<Task> waiting = new ConcurrentLinkedQueue<>();

	/** How many threads are busy, or about to be. */
	private final AtomicInteger taken = new AtomicInteger();

	/** The threads that are busy. */
	private final Set<Seat> seats = ConcurrentHashMap.newKeySet();

	/** How many tasks had a thread so far. */
	private final AtomicLong turns = new AtomicLong();

	/** How many tasks had to wait so far. */
	private final AtomicLong waits = new AtomicLong();

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
		return new JobThreads(Executors.newCachedThreadPool(numbered(new DaemonThreads(OWN_NAME))), most);
	}

	/**
	 * Virtual threads.
	 * @param most how many executions may run at once
	 * @return the threads
	 * @throws UnsupportedOperationException before Java 21
	 */
	public static JobThreads virtual(int most) {
		return new JobThreads(new VirtualThreadTaskExecutor(OWN_NAME), most);
	}

	private static ThreadFactory numbered(ThreadFactory threads) {
		AtomicInteger number = new AtomicInteger();
		return (runnable) -> {
			Thread thread = threads.newThread(runnable);
			thread.setName(thread.getName() + number.incrementAndGet());
			return thread;
		};
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
		if (takePlace()) {
			start(task);
			return true;
		}
		if (!task.job().beginWaiting()) {
			return false;
		}
		task.wait = this.waits.incrementAndGet();
		this.waiting.add(task);
		if (takePlace()) {
			// A thread has gone meanwhile, and would not come back for it.
			start(withdraw(task) ? task : null);
		}
		return true;
	}

	/**
	 * Takes a task out that waits for a thread.
	 * @return false if it does not wait any more
	 */
	boolean withdraw(Job job, ActiveExecution execution) {
		return job.isWaiting() && this.waiting.stream()
			.filter((task) -> task.execution() == execution)
			.findFirst()
			.map(this::withdraw)
			.orElse(false);
	}

	/** Takes out all that wait for a thread. */
	List<Task> withdrawAll() {
		return Stream.generate(this::poll).takeWhile(Objects::nonNull).toList();
	}

	/**
	 * Takes out those that wait though there is no thread that would ever take them,
	 * since none could be started.
	 */
	List<Task> withdrawStranded() {
		return (this.taken.get() == 0) ? withdrawAll() : List.of();
	}

	/** Who waits longest, or null if nobody waits. */
	@Nullable Task longestWaiting() {
		return this.waiting.peek();
	}

	/** Who holds the threads, and how many wait for one. */
	Use use() {
		List<Task> holding = this.seats.stream()
			.map((seat) -> seat.task)
			.filter(Objects::nonNull)
			.sorted(Comparator.comparingLong((task) -> task.turn))
			.toList();
		return new Use(this.most, holding, this.waiting.size());
	}

	private boolean takePlace() {
		for (int before = this.taken.get(); before < this.most; before = this.taken.get()) {
			if (this.taken.compareAndSet(before, before + 1)) {
				return true;
			}
		}
		return false;
	}

	/** Nobody else takes what is out. */
	private boolean withdraw(Task task) {
		boolean out = this.waiting.remove(task);
		if (out) {
			task.job().endWaiting();
		}
		return out;
	}

	private @Nullable Task poll() {
		Task first = this.waiting.poll();
		if (first != null) {
			first.job().endWaiting();
		}
		return first;
	}

	/** Begins with whoever waits longest where no task is given. */
	private void start(@Nullable Task first) {
		Seat seat = new Seat();
		if (first != null) {
			seat.take(first, this.turns);
		}
		this.seats.add(seat);
		try {
			this.executor.execute(() -> runAll(seat));
		}
		catch (RuntimeException | OutOfMemoryError ex) {
			this.seats.remove(seat);
			this.taken.decrementAndGet();
			// Without one of its own the next that comes brings a thread.
			if (first != null) {
				throw ex;
			}
		}
	}

	private void runAll(Seat seat) {
		Thread thread = Thread.currentThread();
		String own = thread.getName();
		for (Task task = (seat.task != null) ? seat.task : next(seat); task != null; task = next(seat)) {
			name(thread, isInRush(task) ? own : task.job().threadName());
			contain(task);
		}
		name(thread, own);
	}

	/** Whether many have come while it waited. Those who gave up since count too. */
	private boolean isInRush(Task task) {
		return task.wait > 0 && this.waits.get() - task.wait > RUSH;
	}

	private static void name(Thread thread, String name) {
		if (!thread.getName().equals(name)) {
			thread.setName(name);
		}
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
		Task next = poll();
		while (next == null && stays(seat)) {
			next = poll();
		}
		if (next != null) {
			seat.take(next, this.turns);
		}
		return next;
	}

	/** Gives the place up, unless somebody came who saw the thread still busy. */
	private boolean stays(Seat seat) {
		this.seats.remove(seat);
		this.taken.decrementAndGet();
		if (this.waiting.isEmpty() || !takePlace()) {
			return false;
		}
		this.seats.add(seat);
		return true;
	}

	/**
	 * A busy thread. Equal only to itself.
	 */
	private static final class Seat {

		/** Written by whoever starts the thread, and then by the thread. */
		private volatile @Nullable Task task;

		void take(Task next, AtomicLong turns) {
			next.turn = turns.getAndIncrement();
			this.task = next;
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

		/** When it got its thread, among others; written before the seat knows it. */
		private long turn;

		/** When it came, among those who had to wait; 0 if it had not to. */
		private long wait;

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
