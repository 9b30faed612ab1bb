package io.workerlifecycle.job;

import java.time.Duration;

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

	/** A number up to 9999. */
	int number(JobAttribute attribute, int smallest, int otherwise) {
		JobAttributes.Setting setting = this.attributes.get(attribute);
		if (setting == null) {
			return otherwise;
		}
		if (!setting.value().matches("\\d{1,4}") || Integer.parseInt(setting.value()) < smallest) {
			throw setting.invalid(this.jobName, attribute, "it is no number from " + smallest + " to 9999",
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

	<E extends Enum<E>> E choice(JobAttribute attribute, Class<E> type, E otherwise) {
		JobAttributes.Setting setting = this.attributes.get(attribute);
		return (setting != null) ? JobChoice.parse(this.jobName, attribute, setting, type) : otherwise;
	}

	String text(JobAttribute attribute) {
		JobAttributes.Setting setting = this.attributes.get(attribute);
		return (setting != null) ? setting.value() : "";
	}

}
