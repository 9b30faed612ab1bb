package io.workerlifecycle.autoconfigure.actuate;

import java.time.Duration;
import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.workerlifecycle.worker.HealthRecord;
import io.workerlifecycle.worker.HealthResult;
import org.jspecify.annotations.Nullable;

/**
 * What the checks of a worker's health said, as the endpoint shows it.
 *
 * @param result what the last one said
 * @param checkedAt when that was, or {@code null} before the first of this life
 * @param age how long ago that was when somebody asked
 * @param failures how many have failed since the application started
 * @param lastFailure the last that failed, or {@code null} if none did
 */
@JsonInclude
record HealthView(HealthResult result, @Nullable Instant checkedAt, @Nullable Duration age, long failures,
		@Nullable FailureView lastFailure) {

	static HealthView of(HealthRecord health, Instant now) {
		Instant checkedAt = health.checkedAt();
		Duration age = (checkedAt != null) ? Duration.between(checkedAt, now) : null;
		return new HealthView(health.result(), checkedAt, age, health.failures(), FailureView.of(health.lastFailure()));
	}

}
