package io.workerlifecycle.job;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.workerlifecycle.name.RelaxedName;
import org.jspecify.annotations.Nullable;

import org.springframework.scheduling.Trigger;

/**
 * What one place – an annotation, the properties of a job, the defaults – says of a job,
 * as text, with where it says so. Immutable.
 *
 * @since 0.1.0
 */
public final class JobAttributes {

	/**
	 * The attributes of a place that says nothing.
	 */
	public static final JobAttributes NONE = new JobAttributes(Map.of());

	private final Map<JobAttribute, Setting> settings;

	private JobAttributes(Map<JobAttribute, Setting> settings) {
		this.settings = settings;
	}

	/**
	 * These attributes and one more. An empty value says nothing.
	 * @param attribute the attribute
	 * @param value its value, placeholders resolved
	 * @param place where the value stands, in words for people
	 * @return the attributes with the value
	 */
	public JobAttributes with(JobAttribute attribute, String value, String place) {
		if (value.isBlank()) {
			return this;
		}
		Setting setting = new Setting(value.strip(), place, null);
		if (this.settings.isEmpty()) {
			// Most jobs of many have nothing but a trigger.
			return new JobAttributes(Map.of(attribute, setting));
		}
		Map<JobAttribute, Setting> result = copy();
		result.put(attribute, setting);
		return new JobAttributes(result);
	}

	/**
	 * The attributes that make a trigger.
	 * @param trigger the trigger
	 * @param place who says so, in words for people
	 * @return the attributes
	 */
	public static JobAttributes of(JobTrigger trigger, String place) {
		if (trigger instanceof JobTrigger.Cron cron) {
			return NONE.with(JobAttribute.CRON, cron.expression(), place)
				.with(JobAttribute.ZONE, cron.zone().getId(), place)
				.with(JobAttribute.ON_DST_GAP, cron.onDstGap().name(), place)
				.with(JobAttribute.ON_DST_REPEAT, cron.onDstRepeat().name(), place);
		}
		if (trigger instanceof JobTrigger.FixedRate rate) {
			return NONE.with(JobAttribute.FIXED_RATE, rate.interval().toString(), place);
		}
		if (trigger instanceof JobTrigger.FixedDelay delay) {
			return NONE.with(JobAttribute.FIXED_DELAY, delay.interval().toString(), place);
		}
		if (trigger instanceof JobTrigger.At at) {
			return NONE.with(JobAttribute.AT, at.instant().toString(), place);
		}
		if (trigger instanceof JobTrigger.Custom custom) {
			return new JobAttributes(
					Map.of(JobAttribute.TRIGGER, new Setting(custom.trigger().toString(), place, custom.trigger())));
		}
		return NONE.with(JobAttribute.CRON, BackgroundJob.DISABLED, place);
	}

	/**
	 * Lays these attributes over others: what these say wins, and a trigger of any kind
	 * here replaces the trigger there, whatever its kind.
	 * @param lower the attributes that yield
	 * @return both together
	 */
	public JobAttributes over(JobAttributes lower) {
		if (this.settings.isEmpty() || lower.settings.isEmpty()) {
			return this.settings.isEmpty() ? lower : this;
		}
		Map<JobAttribute, Setting> result = lower.copy();
		if (!triggers().isEmpty()) {
			result.keySet().removeIf(JobAttribute::isTrigger);
		}
		result.putAll(this.settings);
		return new JobAttributes(result);
	}

	/**
	 * Reads what the attributes came to.
	 * @param jobName the name of the job, for errors
	 * @param zone the zone of a trigger in local time that names none
	 * @return the settings
	 * @throws InvalidJobException if they cannot be
	 */
	public JobSettings toSettings(String jobName, ZoneId zone) {
		return new JobSettingsReader(jobName, this).read(zone);
	}

	/**
	 * Checks that one place does not give a zone to a trigger that has none. From place
	 * to place it may: the zone of the defaults is for all jobs.
	 * @param jobName the name of the job, for errors
	 * @throws InvalidJobException if it does
	 */
	public void checkZone(String jobName) {
		Setting zone = get(JobAttribute.ZONE);
		if (zone != null && !triggers().isEmpty() && get(JobAttribute.CRON) == null && get(JobAttribute.AT) == null) {
			throw zone.invalid(jobName, JobAttribute.ZONE,
					"a zone is for cron and at only, and the trigger is "
							+ triggers().stream().map(JobAttribute::key).collect(Collectors.joining(" and ")),
					"Remove the zone.");
		}
	}

	/**
	 * Where each value stands.
	 * @return the places in words for people, by the attribute's name as properties have
	 * it
	 */
	public Map<String, String> places() {
		Map<String, String> places = new LinkedHashMap<>();
		this.settings
			.forEach((attribute, setting) -> places.put(RelaxedName.of(attribute.key()).dashed(), setting.place()));
		return places;
	}

	List<JobAttribute> triggers() {
		List<JobAttribute> triggers = new ArrayList<>(1);
		for (JobAttribute attribute : this.settings.keySet()) {
			if (attribute.isTrigger()) {
				triggers.add(attribute);
			}
		}
		return triggers;
	}

	@Nullable Setting get(JobAttribute attribute) {
		return this.settings.get(attribute);
	}

	private Map<JobAttribute, Setting> copy() {
		Map<JobAttribute, Setting> copy = new EnumMap<>(JobAttribute.class);
		copy.putAll(this.settings);
		return copy;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof JobAttributes attributes && attributes.settings.equals(this.settings);
	}

	@Override
	public int hashCode() {
		return this.settings.hashCode();
	}

	@Override
	public String toString() {
		return Collections.unmodifiableMap(this.settings).toString();
	}

	/**
	 * A value and where it stands.
	 *
	 * @param trigger what the value stands for, where that is no text
	 */
	record Setting(String value, String place, @Nullable Trigger trigger) {

		InvalidJobException invalid(String jobName, JobAttribute attribute, String fact, String action) {
			return new InvalidJobException("Job '" + jobName + "' has the " + attribute.key() + " '" + this.value
					+ "', from " + this.place + ": " + fact + ".", action);
		}

	}

}
