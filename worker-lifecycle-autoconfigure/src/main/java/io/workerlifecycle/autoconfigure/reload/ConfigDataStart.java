package io.workerlifecycle.autoconfigure.reload;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.env.ConfigTreePropertySource;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertySource;

/**
 * How an application read its configuration files when it started, so that they can be
 * read in the same way again: which property sources are from them, and which profiles
 * were set by code. Filled in on the thread that starts the application, before there is
 * a context.
 */
final class ConfigDataStart {

	static final String BEAN_NAME = "workerLifecycleConfigDataStart";

	static final String DEFAULT_PROPERTIES = "defaultProperties";

	private final Set<String> others;

	private final Profiles profiles;

	/** The names of the sources from files; written once, at the start. */
	private volatile @Nullable Set<String> names;

	private ConfigDataStart(Set<String> others, Profiles profiles, @Nullable Set<String> names) {
		this.others = others;
		this.profiles = profiles;
		this.names = names;
	}

	/**
	 * Looks at an environment before Spring Boot reads files.
	 * @param additional profiles that the application adds
	 */
	ConfigDataStart(ConfigurableEnvironment environment, Set<String> additional) {
		this(Set.copyOf(names(environment.getPropertySources())), new Profiles(List.of(environment.getActiveProfiles()),
				List.of(environment.getDefaultProfiles()), List.copyOf(additional)), null);
	}

	/**
	 * Guesses where nobody looked: a test may read files on its own.
	 */
	static ConfigDataStart guessed(ConfigurableEnvironment environment) {
		List<String> read = names(environment.getPropertySources()).stream().filter(ConfigDataStart::isOfFile).toList();
		return new ConfigDataStart(Set.of(), new Profiles(List.of(), List.of(environment.getDefaultProfiles()),
				List.of(environment.getActiveProfiles())), Set.copyOf(read));
	}

	/** Whether Spring Boot calls the source of a file so. */
	static boolean isOfFile(String name) {
		return name.startsWith("Config resource '") || name.startsWith("Config tree '");
	}

	/** Whether files were looked for at all. */
	boolean lookedForFiles() {
		return !this.others.isEmpty() || !names().isEmpty();
	}

	/** The names of the sources that were there before files were read. */
	Set<String> others() {
		return this.others;
	}

	/**
	 * Looks at the environment after Spring Boot has read files, which stand at the end.
	 * What files of a config tree say is read now, since later it may say something else.
	 */
	void hasRead(ConfigurableEnvironment environment) {
		if (this.names != null) {
			// Spring Cloud asks all post-processors again, on a copy.
			return;
		}
		List<String> read = new ArrayList<>();
		for (PropertySource<?> source : environment.getPropertySources()) {
			if (this.others.contains(source.getName())) {
				read.clear();
			}
			else if (!DEFAULT_PROPERTIES.equals(source.getName())) {
				read.add(source.getName());
				touch(source);
			}
		}
		this.names = Set.copyOf(read);
	}

	Set<String> names() {
		Set<String> read = this.names;
		return (read != null) ? read : Set.of();
	}

	Profiles profiles() {
		return this.profiles;
	}

	static void touch(PropertySource<?> source) {
		if (source instanceof ConfigTreePropertySource tree) {
			for (String name : tree.getPropertyNames()) {
				text(tree, name);
			}
		}
	}

	private static @Nullable String text(ConfigTreePropertySource tree, String name) {
		try {
			return String.valueOf(tree.getProperty(name));
		}
		catch (IllegalStateException ex) {
			// It cannot be read, which is of no interest unless somebody needs it.
			return null;
		}
	}

	private static List<String> names(MutablePropertySources sources) {
		return sources.stream()
			.map(PropertySource::getName)
			.filter((name) -> !DEFAULT_PROPERTIES.equals(name))
			.toList();
	}

	/**
	 * The profiles that no file sets.
	 *
	 * @param active those that code made active
	 * @param defaults those that hold where none is active
	 * @param additional those that the application adds to what files say
	 */
	record Profiles(List<String> active, List<String> defaults, List<String> additional) {
	}

}
