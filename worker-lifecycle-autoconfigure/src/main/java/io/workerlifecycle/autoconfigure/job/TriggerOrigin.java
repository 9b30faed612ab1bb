package io.workerlifecycle.autoconfigure.job;

import java.util.List;
import java.util.Optional;

import io.workerlifecycle.autoconfigure.properties.BoundProperties;
import io.workerlifecycle.autoconfigure.properties.NamedProperties;
import io.workerlifecycle.job.JobSnapshot;
import io.workerlifecycle.name.RelaxedName;

import org.springframework.core.env.Environment;

/**
 * Where the trigger of a job is written, in words for people.
 */
final class TriggerOrigin {

	private static final List<String> TRIGGERS = List.of("cron", "fixed-rate", "fixed-delay");

	private final NamedProperties<JobProperties> properties;

	TriggerOrigin(Environment environment) {
		this.properties = new NamedProperties<>(environment, "jobs", JobProperties.class);
	}

	String of(JobSnapshot job) {
		String annotation = place(this.properties.bindDefaults("job-defaults"))
			.map((place) -> "annotation or, where it names none, " + place)
			.orElse("annotation");
		return place(this.properties.bind(RelaxedName.of(job.name()))).orElse(annotation);
	}

	private static Optional<String> place(BoundProperties<JobProperties> bound) {
		return TRIGGERS.stream().filter(bound.places()::containsKey).map(bound::place).findFirst();
	}

}
