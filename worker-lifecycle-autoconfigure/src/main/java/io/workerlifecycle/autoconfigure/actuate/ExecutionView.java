package io.workerlifecycle.autoconfigure.actuate;

import java.time.Duration;
import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.workerlifecycle.job.JobExecution;
import io.workerlifecycle.job.JobOutcome;
import io.workerlifecycle.job.TriggerKind;
import org.jspecify.annotations.Nullable;

/**
 * An execution that has ended, as the endpoint shows it.
 */
@JsonInclude
record ExecutionView(String id, TriggerKind trigger, Instant scheduledTime, Instant startedAt, Duration lateness,
		Duration duration, int attempts, JobOutcome outcome, @Nullable FailureView exception) {

	static ExecutionView of(JobExecution execution) {
		Throwable exception = execution.exception();
		return new ExecutionView(execution.id(), execution.triggerKind(), execution.scheduledTime(),
				execution.startedAt(), execution.lateness(), execution.duration(), execution.attempts(),
				execution.outcome(), (exception != null)
						? FailureView.of(exception, execution.startedAt().plus(execution.duration())) : null);
	}

}
