package io.workerlifecycle.autoconfigure.job;

import io.workerlifecycle.autoconfigure.properties.BoundProperties;
import io.workerlifecycle.autoconfigure.properties.NamedProperties;
import io.workerlifecycle.autoconfigure.properties.UnknownProperties;
import io.workerlifecycle.job.JobAttribute;
import io.workerlifecycle.job.JobAttributes;
import io.workerlifecycle.job.JobDeclaration;
import io.workerlifecycle.job.JobSettingsResolver;
import io.workerlifecycle.name.RelaxedName;
import org.jspecify.annotations.Nullable;

import org.springframework.core.env.Environment;
import org.springframework.util.function.SingletonSupplier;

/**
 * Finds the settings of a job: its properties win over its annotation, that over the
 * defaults of all jobs, and those over what is built in. Which names properties speak of,
 * and what the defaults are, is read once, with the first job: jobs may be many. New
 * properties take a new source.
 */
final class JobSettingsSource implements JobSettingsResolver {

	private static final String DEFAULTS = "job-defaults";

	private final NamedProperties<JobProperties> properties;

	private final SingletonSupplier<JobAttributes> defaults;

	JobSettingsSource(Environment environment) {
		this.properties = new NamedProperties<>(environment, "jobs", JobProperties.class);
		this.defaults = SingletonSupplier.of(() -> attributes(this.properties.bindDefaults(DEFAULTS)));
	}

	@Override
	public JobAttributes resolve(JobDeclaration declaration) {
		JobAttributes named = named(declaration.name());
		named.checkZone(declaration.name().toString());
		return named.over(declaration.attributes()).over(this.defaults.obtain());
	}

	NamedProperties<JobProperties> properties() {
		return this.properties;
	}

	UnknownProperties unknown() {
		return this.properties.unknown(DEFAULTS, JobProperties.OWN_KEYS);
	}

	private JobAttributes named(RelaxedName name) {
		return this.properties.mayMention(name) ? attributes(this.properties.bind(name)) : JobAttributes.NONE;
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
			case TRIGGER -> null;
			case ZONE -> properties.zone();
			case ON_DST_GAP -> properties.onDstGap();
			case ON_DST_REPEAT -> properties.onDstRepeat();
			case INITIAL_DELAY -> properties.initialDelay();
			case RUN_ON_START -> properties.runOnStart();
			case JITTER -> properties.jitter();
			case OVERLAP -> properties.overlap();
			case MISSED_RUNS -> properties.missedRuns();
			case CATCH_UP_MAX_RUNS, CATCH_UP_MAX_AGE -> value(properties.catchUp(), attribute);
			case TIMEOUT -> properties.timeout();
			case RETRY_MAX_RETRIES, RETRY_DELAY, RETRY_MULTIPLIER, RETRY_MAX_DELAY, RETRY_JITTER ->
				value(properties.retry(), attribute);
			case ENABLED -> properties.enabled();
			case STOP_TIMEOUT -> properties.stopTimeout();
			case CRITICAL -> properties.critical();
			case OVERDUE_AFTER -> properties.overdueAfter();
			case HISTORY_SIZE -> properties.historySize();
			case DESCRIPTION -> properties.description();
		};
	}

	private static @Nullable Object value(JobProperties.@Nullable CatchUp catchUp, JobAttribute attribute) {
		if (catchUp == null) {
			return null;
		}
		return (attribute == JobAttribute.CATCH_UP_MAX_RUNS) ? catchUp.maxRuns() : catchUp.maxAge();
	}

	private static @Nullable Object value(JobProperties.@Nullable Retry retry, JobAttribute attribute) {
		if (retry == null) {
			return null;
		}
		return switch (attribute) {
			case RETRY_MAX_RETRIES -> retry.maxRetries();
			case RETRY_DELAY -> retry.delay();
			case RETRY_MULTIPLIER -> retry.multiplier();
			case RETRY_MAX_DELAY -> retry.maxDelay();
			default -> retry.jitter();
		};
	}

}
