package io.workerlifecycle.autoconfigure.reload;

import java.util.List;

import org.springframework.core.env.PropertySource;

/**
 * What configuration files say.
 *
 * @param sources their property sources, the strongest first
 * @param activeProfiles the profiles that are active with them
 * @param defaultProfiles the profiles that hold where none is active
 */
record ConfigData(List<PropertySource<?>> sources, List<String> activeProfiles, List<String> defaultProfiles) {

	ConfigData {
		sources = List.copyOf(sources);
	}

}
