package io.workerlifecycle.job;

import java.time.Duration;
import java.util.regex.Pattern;

import org.springframework.format.annotation.DurationFormat;
import org.springframework.format.datetime.standard.DurationFormatterUtils;

/**
 * Durations as people write them for jobs. A bare number is refused: it means seconds to
 * some and milliseconds to others.
 */
final class JobDuration {

	/** Far above any sense, far below what nanoseconds in a long can hold. */
	private static final Duration LONGEST = Duration.ofDays(36500);

	private static final Pattern BARE_NUMBER = Pattern.compile("[+-]?\\d+");

	private JobDuration() {
	}

	static String text(Duration duration) {
		return DurationFormatterUtils.print(duration, DurationFormat.Style.COMPOSITE);
	}

	/**
	 * Reads {@code 10s}, {@code 1h30m} or ISO-8601.
	 * @throws InvalidJobException naming the attribute's place
	 */
	static Duration parse(String jobName, JobAttribute attribute, JobAttributes.Setting setting, Duration shortest) {
		String text = setting.value();
		if (BARE_NUMBER.matcher(text).matches()) {
			throw setting.invalid(jobName, attribute, "a duration needs a unit",
					"Write " + text + "s for seconds or " + text + "ms for milliseconds.");
		}
		Duration duration = parse(jobName, attribute, setting);
		if (duration.compareTo(shortest) < 0) {
			throw setting.invalid(jobName, attribute, "it is shorter than " + text(shortest),
					"Write a duration of at least " + text(shortest) + ", such as 10s.");
		}
		if (duration.compareTo(LONGEST) > 0) {
			throw setting.invalid(jobName, attribute, "it is longer than a hundred years",
					"Write a shorter duration; to disable the job, write its trigger as -.");
		}
		return duration;
	}

	private static Duration parse(String jobName, JobAttribute attribute, JobAttributes.Setting setting) {
		try {
			return DurationFormatterUtils.detectAndParse(setting.value());
		}
		catch (IllegalArgumentException | ArithmeticException ex) {
			throw setting.invalid(jobName, attribute, "it is not a duration",
					"Write a number and a unit, such as 500ms, 10s, 5m, 1h30m or 1d, or ISO-8601, such as PT10S.");
		}
	}

}
