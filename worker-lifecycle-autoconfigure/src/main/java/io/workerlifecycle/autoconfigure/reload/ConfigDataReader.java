package io.workerlifecycle.autoconfigure.reload;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.context.config.ConfigDataEnvironmentUpdateListener;
import org.springframework.boot.context.config.ConfigDataLocation;
import org.springframework.boot.context.config.ConfigDataResource;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.PropertySource;

/**
 * Reads the configuration files of an application again, as Spring Boot read them when it
 * started: from the same places, under the same command line and variables.
 */
final class ConfigDataReader {

	private final ConfigurableEnvironment live;

	private final ConfigDataStart.Profiles profiles;

	/**
	 * Creates a reader.
	 * @param live the environment of the application
	 * @param profiles those that no file sets
	 */
	ConfigDataReader(ConfigurableEnvironment live, ConfigDataStart.Profiles profiles) {
		this.live = live;
		this.profiles = profiles;
	}

	/**
	 * Reads the files.
	 * @param given the sources that stand for what files are read by
	 * @param resources finds the files
	 * @throws RuntimeException if they cannot be read
	 */
	ConfigData read(List<PropertySource<?>> given, AskedResources resources) {
		DetachedEnvironment environment = new DetachedEnvironment(this.live, given);
		environment.setActiveProfiles(this.profiles.active().toArray(String[]::new));
		environment.setDefaultProfiles(this.profiles.defaults().toArray(String[]::new));
		Found found = new Found(new ArrayList<>());
		ConfigDataEnvironmentPostProcessor.applyTo(environment, resources, null, this.profiles.additional(), found);
		return new ConfigData(found.sources(), List.of(environment.getActiveProfiles()),
				List.of(environment.getDefaultProfiles()));
	}

	/**
	 * The sources from files, in order.
	 */
	private record Found(List<PropertySource<?>> sources) implements ConfigDataEnvironmentUpdateListener {

		@Override
		public void onPropertySourceAdded(PropertySource<?> source, @Nullable ConfigDataLocation location,
				@Nullable ConfigDataResource resource) {
			ConfigDataStart.touch(source);
			this.sources.add(source);
		}

	}

}
