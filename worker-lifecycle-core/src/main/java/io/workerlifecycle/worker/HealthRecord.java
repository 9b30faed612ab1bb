package io.workerlifecycle.worker;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * What the checks of a worker's health said.
 *
 * @param result what the last one said
 * @param checkedAt when that was, or {@code null} before the first
 * @param failures how many have failed since the application started
 * @param lastFailure the last that failed, or {@code null} if none did
 * @since 0.1.0
 */
public record HealthRecord(HealthResult result, @Nullable Instant checkedAt, long failures,
		@Nullable WorkerFailure lastFailure) {

	static final HealthRecord NONE = new HealthRecord(HealthResult.UNKNOWN, null, 0, null);

	HealthRecord passed(Instant at) {
		return new HealthRecord(HealthResult.PASSED, at, this.failures, this.lastFailure);
	}

	HealthRecord failed(WorkerFailure failure) {
		return new HealthRecord(HealthResult.FAILED, failure.at(), this.failures + 1, failure);
	}

	/** What is known of a life that was not checked yet. */
	HealthRecord ofNewLife() {
		return new HealthRecord(HealthResult.UNKNOWN, null, this.failures, this.lastFailure);
	}

}
