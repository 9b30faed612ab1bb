package io.workerlifecycle.autoconfigure.job;

import java.time.ZoneId;

import org.jspecify.annotations.Nullable;

import org.springframework.core.env.Environment;

import io.workerlifecycle.autoconfigure.properties.BoundProperties;
import io.workerlifecycle.autoconfigure.properties.NamedProperties;
import io.workerlifecycle.autoconfigure.properties.UnknownProperties;
import io.workerlifecycle.job.JobAttribute;
import io.workerlifecycle.job.JobAttributes;
import io.workerlifecycle.job.JobDeclaration;
import io.workerlifecycle.job.JobSettings;
import io.workerlifecycle.name.RelaxedName;

/**
 * Finds the settings of a job: its properties win over its annotation, that over the
 * defaults of all jobs, and those over what is built in.
 */
final class JobSettingsSource {

	private static final String DEFAULTS = "job-defaults";

	private final NamedProperties<JobProperties> properties;

	JobSettingsSource(Environment environment) {
		this.properties = new NamedProperties<>(environment, "jobs", JobProperties.class);
	}

	JobSettings settingsOf(JobDeclaration declaration) {
		JobAttributes named = attributes(this.properties.bind(declaration.name()));
		named.checkZone(declaration.name().toString());
		JobAttributes defaults = attributes(this.properties.bindDefaults(DEFAULTS));
		return named.over(declaration.attributes())
			.over(defaults)
			.toSettings(declaration.name().toString(), ZoneId.systemDefault());
	}

	UnknownProperties unknown() {
		return this.properties.unknown(DEFAULTS);
	}

	private static JobAttributes attributes(BoundProperties<JobProperties> bound) {
		JobAttributes attributes = JobAttributes.NONE;
		for (JobAttribute attribute : JobAttribute.values()) {
			Object value = value(bound.value(), attribute);
			if (value != null) {
				String key = RelaxedName.of(attribute.key()).dashed();
				attributes = attributes.with(attribute, value.toString(), bound.place(key));
			}
		}
		return attributes;
	}

	private static @Nullable Object value(JobProperties properties, JobAttribute attribute) {
		return switch (attribute) {
			case CRON -> properties.cron();
			case FIXED_RATE -> properties.fixedRate();
			case FIXED_DELAY -> properties.fixedDelay();
			case AT -> properties.at();
			case ZONE -> properties.zone();
			case ON_DST_GAP -> properties.onDstGap();
			case ON_DST_REPEAT -> properties.onDstRepeat();
			case INITIAL_DELAY -> properties.initialDelay();
			case JITTER -> properties.jitter();
			case RUN_ON_START -> properties.runOnStart();
			case ENABLED -> properties.enabled();
			case STOP_TIMEOUT -> properties.stopTimeout();
			case CRITICAL -> properties.critical();
			case HISTORY_SIZE -> properties.historySize();
			case DESCRIPTION -> properties.description();
		};
	}

}
