package io.workerlifecycle.job;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Choices among a few words, as people write them for jobs: case, dashes and underscores
 * do not count.
 */
final class JobChoice {

	private JobChoice() {
	}

	static String text(Enum<?> choice) {
		return choice.name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	/**
	 * Reads one of the words.
	 * @throws InvalidJobException naming the attribute's place and the words there are
	 */
	static <E extends Enum<E>> E parse(String jobName, JobAttribute attribute, JobAttributes.Setting setting,
			Class<E> choices) {
		for (E choice : choices.getEnumConstants()) {
			if (uniform(choice.name()).equals(uniform(setting.value()))) {
				return choice;
			}
		}
		String words = Arrays.stream(choices.getEnumConstants())
			.map(JobChoice::text)
			.collect(Collectors.joining(" or "));
		throw setting.invalid(jobName, attribute, "it is not " + words, "Write " + words + ".");
	}

	private static String uniform(String text) {
		return text.replace("-", "").replace("_", "").toLowerCase(Locale.ROOT);
	}

}
