package io.workerlifecycle.message;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;

/**
 * The lanes of one life. The first runs on the worker's own thread, each other one on a
 * thread of its own; they end together, and an interrupt of the worker reaches all.
 */
final class LaneGroup {

	private final String worker;

	private final List<Lane> lanes;

	private final ThreadFactory threads;

	/** What ended a lane before its time; the first counts. */
	private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

	private final AtomicInteger returned = new AtomicInteger();

	/** Whether all lanes are to end, since one has. */
	private volatile boolean ended;

	LaneGroup(String worker, List<Lane> lanes, ThreadFactory threads) {
		this.worker = worker;
		this.lanes = lanes;
		this.threads = threads;
	}

	List<Lane> lanes() {
		return this.lanes;
	}

	boolean hasEnded() {
		return this.ended;
	}

	void returned(int messages) {
		this.returned.addAndGet(messages);
	}

	/**
	 * Runs all lanes. Returns when the last has ended.
	 * @return how many messages were given back unprocessed at the end
	 */
	int run() throws Exception {
		List<Thread> others = new ArrayList<>();
		try {
			for (int i = 1; i < this.lanes.size(); i++) {
				others.add(begin(this.lanes.get(i), i + 1));
			}
			run(this.lanes.get(0));
		}
		finally {
			this.ended = true;
			joinAll(others);
		}
		rethrow(this.failure.get());
		return this.returned.get();
	}

	private Thread begin(Lane lane, int number) {
		Thread thread = this.threads.newThread(() -> run(lane));
		thread.setName("worker-" + this.worker + "-lane-" + number);
		thread.start();
		return thread;
	}

	private void run(Lane lane) {
		try {
			lane.run(this);
		}
		catch (Throwable ex) {
			this.failure.compareAndSet(null, ex);
		}
		finally {
			this.ended = true;
		}
	}

	/** However often it is interrupted: no lane may outlive the life. */
	private static void joinAll(List<Thread> threads) {
		boolean interrupted = Thread.currentThread().isInterrupted();
		for (Thread thread : threads) {
			while (thread.isAlive()) {
				interrupted |= join(thread, threads);
			}
		}
		if (interrupted) {
			Thread.currentThread().interrupt();
		}
	}

	private static boolean join(Thread thread, List<Thread> all) {
		try {
			thread.join();
			return false;
		}
		catch (InterruptedException ex) {
			all.forEach(Thread::interrupt);
			return true;
		}
	}

	private static void rethrow(@Nullable Throwable failure) throws Exception {
		if (failure instanceof Error error) {
			throw error;
		}
		if (failure instanceof Exception exception) {
			throw exception;
		}
	}

}
