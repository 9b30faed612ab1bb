package io.workerlifecycle.worker;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(60)
class WorkerStartExceptionTests {

	private static final WorkerFailure FAILURE = new WorkerFailure(new IllegalStateException("no queue"),
			Instant.EPOCH);

	@Test
	void workerWhoseTimeIsOverIsToldWithItsLimit() {
		WorkerStartException exception = new WorkerStartException(worker(DesiredState.RUNNING, Prospect.OPEN, 1, null));
		assertThat(exception).hasMessage("The worker 'orders' did not become RUNNING within 30 s (start-timeout).")
			.hasNoCause();
		assertThat(exception.getWorkerName()).isEqualTo("orders");
		assertThat(exception.getWorker().name()).isEqualTo("orders");
	}

	@Test
	void limitBelowASecondIsToldInMilliseconds() {
		WorkerSettings standard = WorkerSettings.STANDARD;
		WorkerSettings hasty = new WorkerSettings(true, true, false, StartOrder.STANDARD, Duration.ofMillis(1500),
				standard.stopTimeout(), standard.restart(), standard.health(), standard.recovery(), standard.stall(),
				standard.onGiveUp());
		assertThat(new WorkerStartException(worker(hasty, DesiredState.RUNNING, Prospect.OPEN, 1, null)))
			.hasMessageContaining("within 1500 ms");
	}

	@Test
	void workerThatGaveUpIsToldWithItsStartsAndItsCause() {
		assertThat(new WorkerStartException(worker(DesiredState.RUNNING, new Prospect.GaveUp(), 11, FAILURE)))
			.hasMessage("The worker 'orders' did not become RUNNING: it gave up after 11 starts.")
			.hasCause(FAILURE.exception());
	}

	@Test
	void workerThatWasStoppedIsNotCalledLate() {
		assertThat(new WorkerStartException(worker(DesiredState.STOPPED, Prospect.OPEN, 1, null)))
			.hasMessage("The worker 'orders' did not become RUNNING: it was stopped before.");
	}

	private static WorkerSnapshot worker(DesiredState desired, Prospect prospect, long starts,
			@Nullable WorkerFailure failure) {
		return worker(WorkerSettings.STANDARD, desired, prospect, starts, failure);
	}

	private static WorkerSnapshot worker(WorkerSettings settings, DesiredState desired, Prospect prospect, long starts,
			@Nullable WorkerFailure failure) {
		return new WorkerSnapshot("orders", settings, WorkerState.STARTING, desired, 1,
				WorkerCondition.FRESH.with(prospect), new WorkerCounts(starts, 0, 0, 0), WorkRecord.NONE,
				HealthRecord.NONE, null, failure, null, List.of());
	}

}
