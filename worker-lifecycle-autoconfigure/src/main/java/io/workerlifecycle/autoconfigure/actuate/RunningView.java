package io.workerlifecycle.autoconfigure.actuate;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.workerlifecycle.job.RunningExecution;
import io.workerlifecycle.job.TriggerKind;
import org.jspecify.annotations.Nullable;

/**
 * An execution that goes on, as the endpoint shows it.
 */
@JsonInclude
record RunningView(String id, TriggerKind trigger, Instant scheduledTime, @Nullable Instant startedAt, Duration age,
		int attempt, boolean stopRequested, @Nullable Instant stuckSince, List<String> stack) {

	static RunningView of(RunningExecution running) {
		return new RunningView(running.id(), running.triggerKind(), running.scheduledTime(), running.startedAt(),
				running.age(), running.attempt(), running.stopRequested(), running.stuckSince(),
				running.stack().stream().map(StackTraceElement::toString).toList());
	}

}
