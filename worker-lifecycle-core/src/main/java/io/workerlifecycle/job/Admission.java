package io.workerlifecycle.job;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What a job makes of a firing.
 */
sealed interface Admission {

	Admission RUNS = new Runs();

	/** It runs now. */
	record Runs() implements Admission {
	}

	/**
	 * It runs when the others have ended.
	 *
	 * @param displaced the firing that waited before, and is out now
	 * @param cancelled the executions that are to make room
	 */
	record Waits(@Nullable ActiveExecution displaced, List<ActiveExecution> cancelled) implements Admission {
	}

	/** It does not run. */
	record Refused(RefusalReason reason) implements Admission {
	}

}
