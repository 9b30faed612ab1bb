package io.workerlifecycle.job;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Who runs of a job, and who waits until that has ended. Immutable.
 *
 * @param running the executions that hold the job, the eldest first; more than one only
 * where the job allows it
 * @param waiting the one that follows them
 * @param retired whether the job is removed, and nobody comes in any more
 */
record Occupancy(List<ActiveExecution> running, @Nullable ActiveExecution waiting, boolean retired) {

	static final Occupancy NONE = new Occupancy(List.of(), null, false);

	/** Whether there is nothing to know. */
	boolean isNobody() {
		return isFree() && this.waiting == null;
	}

	boolean isIdle() {
		return this.running.isEmpty();
	}

	/** Whether somebody who must run alone can come in. */
	boolean isFree() {
		return isIdle() && !this.retired;
	}

	Occupancy running(ActiveExecution execution) {
		if (this.running.isEmpty()) {
			return new Occupancy(List.of(execution), this.waiting, this.retired);
		}
		List<ActiveExecution> all = new ArrayList<>(this.running);
		all.add(execution);
		return new Occupancy(List.copyOf(all), this.waiting, this.retired);
	}

	Occupancy waiting(@Nullable ActiveExecution execution) {
		return new Occupancy(this.running, execution, this.retired);
	}

	boolean isRunning(ActiveExecution execution) {
		for (ActiveExecution one : this.running) {
			if (one == execution) {
				return true;
			}
		}
		return false;
	}

	/** Without one that runs. Whoever waits takes the place of the last that leaves. */
	Occupancy without(ActiveExecution execution) {
		if (this.running.size() > 1) {
			List<ActiveExecution> rest = this.running.stream().filter((one) -> one != execution).toList();
			return new Occupancy(rest, this.waiting, this.retired);
		}
		if (this.waiting == null && !this.retired) {
			return NONE;
		}
		return new Occupancy((this.waiting != null) ? List.of(this.waiting) : List.of(), null, this.retired);
	}

	Occupancy retire() {
		return new Occupancy(this.running, null, true);
	}

	Occupancy revive() {
		return new Occupancy(this.running, this.waiting, false);
	}

}
