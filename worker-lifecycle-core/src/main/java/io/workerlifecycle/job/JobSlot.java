package io.workerlifecycle.job;

import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

/**
 * The one place that decides whether an execution of a job may run beside others. It
 * knows nothing of threads: one atomic value holds who runs and who waits. May be used
 * from any thread, and never waits.
 */
final class JobSlot {

	// Not an object of its own: it would be one more for each of many jobs to fetch.
	private static final AtomicReferenceFieldUpdater<JobSlot, Occupancy> OCCUPANCY = AtomicReferenceFieldUpdater
		.newUpdater(JobSlot.class, Occupancy.class, "occupancy");

	/**
	 * Null for nobody, since a garbage collector has to look after every other reference
	 * that is written into an object that lives long; changed by way of the updater only.
	 */
	private volatile @Nullable Occupancy occupancy;

	Admission enter(ActiveExecution execution, Overlap overlap) {
		while (true) {
			Occupancy before = occupancy();
			Occupancy after = after(before, execution, overlap);
			if (after == null) {
				return new Admission.Refused(before.retired() ? RefusalReason.SHUTDOWN : RefusalReason.OVERLAP);
			}
			if (change(before, after)) {
				return (after.waiting() != execution) ? Admission.RUNS : new Admission.Waits(before.waiting(),
						(overlap == Overlap.CANCEL_RUNNING) ? before.running() : List.of());
			}
		}
	}

	/**
	 * Frees what an execution holds. Nothing happens where it holds nothing.
	 * @return the execution that was waiting, and runs from now on
	 */
	@Nullable ActiveExecution leave(ActiveExecution execution) {
		while (true) {
			Occupancy before = occupancy();
			if (!before.isRunning(execution)) {
				return null;
			}
			if (change(before, before.without(execution))) {
				return (before.running().size() == 1) ? before.waiting() : null;
			}
		}
	}

	/**
	 * Takes an execution out that waits.
	 * @return false if it does not wait any more
	 */
	boolean withdraw(ActiveExecution execution) {
		Occupancy before = update((current) -> (current.waiting() == execution) ? current.waiting(null) : current);
		return before.waiting() == execution;
	}

	/**
	 * Takes out whoever waits.
	 * @return the execution that is out now
	 */
	@Nullable ActiveExecution withdraw() {
		return update((current) -> current.waiting(null)).waiting();
	}

	/**
	 * Lets nobody in any more.
	 * @return the execution that was waiting, and is out now
	 */
	@Nullable ActiveExecution retire() {
		return update(Occupancy::retire).waiting();
	}

	/** Lets somebody in again, beside nobody who is still there. */
	void revive() {
		update(Occupancy::revive);
	}

	Occupancy occupancy() {
		return known(this.occupancy);
	}

	/** Returns who was there before. */
	private Occupancy update(UnaryOperator<Occupancy> change) {
		return known(OCCUPANCY.getAndUpdate(this, (current) -> kept(change.apply(known(current)))));
	}

	private boolean change(Occupancy before, Occupancy after) {
		return OCCUPANCY.compareAndSet(this, kept(before), kept(after));
	}

	private static Occupancy known(@Nullable Occupancy kept) {
		return (kept != null) ? kept : Occupancy.NONE;
	}

	private static @Nullable Occupancy kept(Occupancy occupancy) {
		return occupancy.isNobody() ? null : occupancy;
	}

	private static @Nullable Occupancy after(Occupancy before, ActiveExecution execution, Overlap overlap) {
		if (before.retired()) {
			return null;
		}
		if (before.isIdle() || overlap == Overlap.ALLOW) {
			return before.running(execution);
		}
		return switch (overlap) {
			case CANCEL_RUNNING -> before.waiting(execution);
			case QUEUE_ONE -> (before.waiting() == null) ? before.waiting(execution) : null;
			default -> null;
		};
	}

}
