package io.workerlifecycle.autoconfigure.actuate;

import java.time.ZoneId;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import io.workerlifecycle.job.InvalidJobException;
import io.workerlifecycle.job.JobAttribute;
import io.workerlifecycle.job.JobAttributes;
import io.workerlifecycle.job.JobTrigger;
import io.workerlifecycle.job.StopMode;
import org.jspecify.annotations.Nullable;

/**
 * What somebody asks of a job through Actuator.
 *
 * @param action what is to be done
 * @param parameters what was said besides, in the words of the request
 */
record JobRequest(JobCommand action, Map<String, String> parameters) {

	static final String MODE = "mode";

	private static final List<JobAttribute> ATTRIBUTES = List.of(JobAttribute.CRON, JobAttribute.ZONE,
			JobAttribute.FIXED_RATE, JobAttribute.FIXED_DELAY, JobAttribute.AT);

	/** What a schedule is said with, in the words of the annotation. */
	static final List<String> SCHEDULE = ATTRIBUTES.stream().map(JobAttribute::key).toList();

	JobRequest {
		parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
	}

	static JobRequest of(JobCommand action) {
		return new JobRequest(action, Map.of());
	}

	JobRequest with(JobAttribute attribute, @Nullable String value) {
		return with(attribute.key(), value);
	}

	JobRequest with(String parameter, @Nullable String value) {
		if (value == null) {
			return this;
		}
		Map<String, String> more = new LinkedHashMap<>(this.parameters);
		more.put(parameter, value);
		return new JobRequest(this.action, more);
	}

	/**
	 * Checks that nothing was said that the action does not ask for: it would be lost
	 * silently.
	 * @throws InvalidJobException if something was
	 */
	void check() {
		this.parameters.keySet()
			.stream()
			.filter((parameter) -> !this.action.parameters().contains(parameter))
			.findFirst()
			.ifPresent((parameter) -> {
				throw new InvalidJobException("The action " + this.action + " takes no " + parameter + ".",
						this.action.parameters().isEmpty() ? "Leave it out."
								: "It takes: " + String.join(", ", this.action.parameters()) + ".");
			});
	}

	/**
	 * The trigger that is asked for, read as properties are.
	 * @param jobName the name of the job, for errors
	 * @param zone the zone of a cron expression that comes without one
	 * @throws InvalidJobException if it cannot be
	 */
	JobTrigger trigger(String jobName, ZoneId zone) {
		JobAttributes attributes = JobAttributes.NONE;
		for (JobAttribute attribute : ATTRIBUTES) {
			attributes = attributes.with(attribute, this.parameters.getOrDefault(attribute.key(), ""), "the request");
		}
		attributes.checkZone(jobName);
		return attributes.toSettings(jobName, zone).trigger();
	}

	/**
	 * What is to become of executions under way.
	 * @throws InvalidJobException if there is no such mode
	 */
	StopMode mode() {
		String said = this.parameters.getOrDefault(MODE, word(StopMode.WAIT));
		return Arrays.stream(StopMode.values())
			.filter((mode) -> word(mode).equals(said))
			.findFirst()
			.orElseThrow(() -> new InvalidJobException("There is no mode '" + said + "'.", "Write one of "
					+ Arrays.stream(StopMode.values()).map(JobRequest::word).collect(Collectors.joining(", ")) + "."));
	}

	private static String word(StopMode mode) {
		return mode.name().toLowerCase(Locale.ROOT);
	}

}
