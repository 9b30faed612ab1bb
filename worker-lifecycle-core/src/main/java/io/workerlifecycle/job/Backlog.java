package io.workerlifecycle.job;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The firings of a job that are still to be made up for, the oldest first. One is out at
 * a time. Safe for use by several threads, and never waits.
 */
final class Backlog {

	/** Null until a firing is missed, which few jobs ever do, and jobs may be many. */
	private @Nullable Deque<Instant> waiting;

	/** The one that is being made up for just now. */
	private @Nullable Instant out;

	synchronized void add(List<Instant> missed) {
		if (!missed.isEmpty()) {
			queue().addAll(missed);
		}
	}

	/**
	 * Takes a regular firing, so that it comes after those that were missed before it.
	 * @return false if none is waiting or out; or if as many wait as there may be
	 */
	synchronized boolean join(Instant due, int limit) {
		boolean joins = !isDone() && queue().size() < limit;
		if (joins) {
			queue().add(due);
		}
		return joins;
	}

	/** The next one, which is out from now on; null if there is none, or one is out. */
	synchronized @Nullable Instant take() {
		if (this.out == null && this.waiting != null) {
			this.out = this.waiting.poll();
			return this.out;
		}
		return null;
	}

	/** What is out could not begin, and waits again. */
	synchronized void putBack() {
		if (this.out != null) {
			queue().addFirst(this.out);
			this.out = null;
		}
	}

	/** What is out has ended. */
	synchronized void settle() {
		this.out = null;
	}

	synchronized void clear() {
		this.waiting = null;
	}

	synchronized boolean isDone() {
		return this.out == null && (this.waiting == null || this.waiting.isEmpty());
	}

	private Deque<Instant> queue() {
		Deque<Instant> queue = this.waiting;
		if (queue == null) {
			queue = new ArrayDeque<>();
			this.waiting = queue;
		}
		return queue;
	}

}
