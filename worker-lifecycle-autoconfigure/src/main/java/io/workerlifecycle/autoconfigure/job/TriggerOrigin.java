package io.workerlifecycle.autoconfigure.job;

import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import io.workerlifecycle.job.JobSnapshot;

/**
 * Says where the trigger of a job stands.
 */
final class TriggerOrigin {

	private TriggerOrigin() {
	}

	static String of(JobSnapshot job) {
		Map<String, String> origins = job.origins();
		return Stream.of("cron", "fixed-rate", "fixed-delay", "at", "trigger")
			.map(origins::get)
			.filter(Objects::nonNull)
			.findFirst()
			.orElse("nowhere");
	}

}
