package io.workerlifecycle.worker;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The threads that work for one worker now. Each says when it begins and ends; the
 * supervisor looks. May be used by any thread.
 *
 * @since 0.1.0
 */
public final class WorkerThreads {

	private final List<ThreadProgress> working = new CopyOnWriteArrayList<>();

	/**
	 * The calling thread works from now on, and has to show progress.
	 * @param progress its progress
	 */
	public void begin(ThreadProgress progress) {
		progress.begin(Thread.currentThread());
		this.working.add(progress);
	}

	/**
	 * A thread works no longer.
	 * @param progress its progress
	 */
	public void end(ThreadProgress progress) {
		this.working.remove(progress);
	}

	boolean isEmpty() {
		return this.working.isEmpty();
	}

	/**
	 * The one first that has shown no progress for longest. Each is asked once: what
	 * changes while it is sorted cannot be sorted.
	 */
	List<Thread> list() {
		return this.working.stream()
			.map((progress) -> Map.entry(progress.idle(), progress.thread()))
			.sorted(Map.Entry.<Duration, Thread>comparingByKey().reversed())
			.map(Map.Entry::getValue)
			.toList();
	}

	/** How long ago that one has shown it; zero while all are at rest. */
	Duration idle() {
		return this.working.stream().map(ThreadProgress::idle).max(Comparator.naturalOrder()).orElse(Duration.ZERO);
	}

}
