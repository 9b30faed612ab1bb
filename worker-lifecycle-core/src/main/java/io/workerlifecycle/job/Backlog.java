package io.workerlifecycle.job;

import java.time.Instant;
import java.util.Collection;
import java.util.NavigableSet;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

/**
 * The firings of a job that are still to be made up for, the oldest first and each once.
 * One is out at a time. Safe for use by several threads, and never waits.
 */
final class Backlog {

	/** Null until a firing is missed, which few jobs ever do, and jobs may be many. */
	private @Nullable NavigableSet<Instant> waiting;

	/** The one that is being made up for just now. */
	private @Nullable Instant out;

	/** Whether it is still to be found out what was missed. */
	private boolean held;

	/** Regular firings join from now on, until it is known what was missed before. */
	synchronized void hold() {
		this.held = true;
	}

	/**
	 * Adds firings, of which the latest stay.
	 * @param limit how many may wait
	 */
	synchronized void add(Collection<Instant> missed, int limit) {
		this.held = false;
		if (missed.isEmpty()) {
			return;
		}
		NavigableSet<Instant> all = all();
		missed.stream().filter((instant) -> !instant.equals(this.out)).forEach(all::add);
		while (all.size() > limit) {
			all.pollFirst();
		}
	}

	/** A firing that a stop has refused is still to be made up for. */
	synchronized void keep(Instant due) {
		all().add(due);
	}

	/**
	 * Takes a regular firing, so that it comes after those that were missed before it.
	 */
	synchronized Joining join(Instant due, MissedRunSettings settings) {
		if (due.equals(this.out) || (this.waiting != null && this.waiting.contains(due))) {
			return Joining.JOINED;
		}
		boolean joins = this.held || (settings.policy() == MissedRuns.RUN_ALL && !isDone());
		if (!joins) {
			return Joining.NOTHING_WAITS;
		}
		return (all().size() < settings.maxRuns() && all().add(due)) ? Joining.JOINED : Joining.FULL;
	}

	/** The next one, which is out from now on; null if there is none, or one is out. */
	synchronized @Nullable Instant take() {
		if (this.out == null && !this.held && this.waiting != null) {
			this.out = this.waiting.pollFirst();
			return this.out;
		}
		return null;
	}

	/** What is out could not begin, and waits again. */
	synchronized void putBack(Instant due) {
		if (due.equals(this.out)) {
			all().add(due);
			this.out = null;
		}
	}

	/** What is out has ended. Nothing happens where another is. */
	synchronized void settle(Instant due) {
		if (due.equals(this.out)) {
			this.out = null;
		}
	}

	/**
	 * Nothing waits any more; what is out goes on.
	 * @return how many waited
	 */
	synchronized int clear() {
		int count = (this.waiting != null) ? this.waiting.size() : 0;
		this.waiting = null;
		return count;
	}

	synchronized boolean isDone() {
		return this.out == null && (this.waiting == null || this.waiting.isEmpty());
	}

	private NavigableSet<Instant> all() {
		NavigableSet<Instant> all = this.waiting;
		if (all == null) {
			all = new TreeSet<>();
			this.waiting = all;
		}
		return all;
	}

	/** What became of a regular firing. */
	enum Joining {

		/** It waits, or is out. */
		JOINED,

		/** As many wait as there may be. */
		FULL,

		/** There is nothing that it would have to come after. */
		NOTHING_WAITS

	}

}
