package io.workerlifecycle.job;

import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;

/**
 * The settings that attributes came to lately. Of many jobs most say the same as others;
 * they share one value, which is read once. Not safe for use by several threads.
 */
final class KnownSettings {

	static final int CAPACITY = 256;

	private final Map<Said, JobSettings> lately = new HashMap<>();

	/**
	 * What attributes come to.
	 * @throws InvalidJobException if they cannot be
	 */
	JobSettings of(String jobName, JobAttributes attributes, ZoneId zone) {
		if (attributes.get(JobAttribute.TRIGGER) != null) {
			// Whether it equals another is for code of the application to say.
			return attributes.toSettings(jobName, zone);
		}
		Said said = new Said(attributes, zone);
		JobSettings known = this.lately.get(said);
		return (known != null) ? known : remember(said, attributes.toSettings(jobName, zone));
	}

	private JobSettings remember(Said said, JobSettings settings) {
		if (this.lately.size() == CAPACITY) {
			this.lately.clear();
		}
		this.lately.put(said, settings);
		return settings;
	}

	private record Said(JobAttributes attributes, ZoneId zone) {
	}

}
