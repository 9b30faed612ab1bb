package io.workerlifecycle.job;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

import io.workerlifecycle.name.RelaxedName;
import org.jspecify.annotations.Nullable;

/**
 * Reads the attributes of one job as values, or says what is wrong with them.
 */
record AttributeValues(String jobName, JobAttributes attributes) {

	@Nullable Duration duration(JobAttribute attribute, Duration shortest) {
		JobAttributes.Setting setting = this.attributes.get(attribute);
		return (setting != null) ? JobDuration.parse(this.jobName, attribute, setting, shortest) : null;
	}

	Duration duration(JobAttribute attribute, Duration shortest, Duration otherwise) {
		Duration said = duration(attribute, shortest);
		return (said != null) ? said : otherwise;
	}

	boolean flag(JobAttribute attribute, boolean otherwise) {
		JobAttributes.Setting setting = this.attributes.get(attribute);
		if (setting == null) {
			return otherwise;
		}
		if (!setting.value().equals("true") && !setting.value().equals("false")) {
			throw setting.invalid(this.jobName, attribute, "it is neither true nor false", "Write true or false.");
		}
		return Boolean.parseBoolean(setting.value());
	}

	/** A number from 0 to 9999. */
	int count(JobAttribute attribute, int otherwise) {
		JobAttributes.Setting setting = this.attributes.get(attribute);
		if (setting == null) {
			return otherwise;
		}
		if (!setting.value().matches("\\d{1,4}")) {
			throw setting.invalid(this.jobName, attribute, "it is no number from 0 to 9999",
					"Write a number, such as " + otherwise + ".");
		}
		return Integer.parseInt(setting.value());
	}

	double factor(JobAttribute attribute, double otherwise) {
		JobAttributes.Setting setting = this.attributes.get(attribute);
		if (setting == null) {
			return otherwise;
		}
		if (!setting.value().matches("\\d{1,4}(\\.\\d{1,4})?") || Double.parseDouble(setting.value()) < 1) {
			throw setting.invalid(this.jobName, attribute, "it is no number from 1 on", "Write a number such as 2.");
		}
		return Double.parseDouble(setting.value());
	}

	/** Case, dashes and underscores do not count, as in properties. */
	<E extends Enum<E>> E choice(JobAttribute attribute, Class<E> type, E otherwise) {
		JobAttributes.Setting setting = this.attributes.get(attribute);
		if (setting == null) {
			return otherwise;
		}
		RelaxedName said = RelaxedName.of(setting.value().replace('_', '-'));
		return Arrays.stream(type.getEnumConstants())
			.filter((constant) -> RelaxedName.of(written(constant)).equals(said))
			.findFirst()
			.orElseThrow(() -> setting.invalid(this.jobName, attribute, "there is no such choice",
					"Write one of " + Arrays.stream(type.getEnumConstants())
						.map(AttributeValues::written)
						.collect(Collectors.joining(", ")) + "."));
	}

	String text(JobAttribute attribute) {
		JobAttributes.Setting setting = this.attributes.get(attribute);
		return (setting != null) ? setting.value() : "";
	}

	private static String written(Enum<?> constant) {
		return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

}
