package io.workerlifecycle.sample;

import java.time.Instant;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;

import io.workerlifecycle.job.JobContext;

/**
 * An execution that is stopped by the test.
 *
 * @param stopRequested whether it is to stop
 */
record ManualJobContext(BooleanSupplier stopRequested) implements JobContext {

	static ManualJobContext running() {
		return new ManualJobContext(() -> false);
	}

	static ManualJobContext stopped() {
		return new ManualJobContext(() -> true);
	}

	@Override
	public String jobName() {
		return "scan";
	}

	@Override
	public String executionId() {
		return "1";
	}

	@Override
	public Instant scheduledTime() {
		return Instant.EPOCH;
	}

	@Override
	public int attempt() {
		return 1;
	}

	@Override
	public boolean isStopRequested() {
		return this.stopRequested.getAsBoolean();
	}

	@Override
	public OptionalLong fencingToken() {
		return OptionalLong.empty();
	}

}
