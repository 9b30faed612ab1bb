package io.workerlifecycle.message;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

import io.workerlifecycle.thread.LogContext;
import org.jspecify.annotations.Nullable;

/**
 * The lanes of one life. The first runs on the worker's own thread, each other one on a
 * thread of its own. They end together: one that ends takes the others along, and what
 * interrupts one, or fails it, interrupts all.
 */
final class LaneGroup {

	private final String worker;

	private final List<Lane> lanes;

	private final MessageResources resources;

	/** What ended a lane before its time; the first counts. */
	private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

	LaneGroup(String worker, List<Lane> lanes, MessageResources resources) {
		this.worker = worker;
		this.lanes = lanes;
		this.resources = resources;
	}

	String worker() {
		return this.worker;
	}

	List<Lane> lanes() {
		return this.lanes;
	}

	/**
	 * Each once. They are told apart by name, for which the library of transactions need
	 * not be there.
	 */
	List<MessageSource> sources() {
		Map<String, MessageSource> sources = new LinkedHashMap<>();
		this.lanes.forEach((lane) -> sources.putIfAbsent(lane.source().source().name(), lane.source().source()));
		return List.copyOf(sources.values());
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
			this.lanes.forEach(Lane::leave);
			joinAll(others);
		}
		rethrow(this.failure.get());
		return this.lanes.stream().mapToInt(Lane::returned).sum();
	}

	private Thread begin(Lane lane, int number) {
		Thread thread = this.resources.threads()
			.newThread(() -> this.resources.logContext().run(LogContext.WORKER, this.worker, () -> run(lane)));
		thread.setName("worker-" + this.worker + "-lane-" + number);
		thread.start();
		return thread;
	}

	private void run(Lane lane) {
		boolean abrupt = true;
		try {
			lane.run();
			abrupt = Thread.currentThread().isInterrupted();
		}
		catch (Throwable ex) {
			this.failure.compareAndSet(null, ex);
		}
		finally {
			this.lanes.forEach(Lane::leave);
			if (abrupt) {
				this.lanes.forEach(Lane::interrupt);
			}
		}
	}

	/** However often it is interrupted: no lane may outlive the life. */
	private static void joinAll(List<Thread> threads) {
		boolean interrupted = Thread.interrupted();
		if (interrupted) {
			threads.forEach(Thread::interrupt);
		}
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

	private static Exception discreet(Exception failure) {
		return (DiscreetException.of(failure) instanceof DiscreetException told) ? told : failure;
	}

	private static void rethrow(@Nullable Throwable failure) throws Exception {
		if (failure instanceof Error error) {
			throw error;
		}
		if (failure instanceof Exception exception) {
			throw discreet(exception);
		}
	}

}
