package io.workerlifecycle.autoconfigure.reload;

import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.PropertySource;

/**
 * The configuration files of an application: what they said when it last took them over,
 * and what they say now. For use on the thread of the reload.
 */
final class ConfigFiles {

	private final ConfigurableEnvironment live;

	private final @Nullable ClassLoader classLoader;

	private final ConfigDataReader reader;

	private final boolean used;

	/** What holds. */
	private ConfigData held;

	private Set<ConfigPlace> places = Set.of();

	/** Which sources that is. */
	private FileSources sources;

	private ConfigFiles(ConfigurableApplicationContext context, ConfigDataStart start) {
		this.live = context.getEnvironment();
		this.classLoader = context.getClassLoader();
		this.reader = new ConfigDataReader(this.live, start.profiles());
		this.used = start.lookedForFiles();
		this.sources = new FileSources(start.names(), start.others());
		this.held = new ConfigData(this.sources.in(this.live.getPropertySources()),
				List.of(this.live.getActiveProfiles()), List.of(this.live.getDefaultProfiles()));
	}

	/**
	 * The files of an application that starts.
	 */
	static ConfigFiles of(ConfigurableApplicationContext context) {
		ConfigDataStart start = context.getBeanProvider(ConfigDataStart.class)
			.getIfAvailable(() -> ConfigDataStart.guessed(context.getEnvironment()));
		return new ConfigFiles(context, start);
	}

	AskedResources resources() {
		return new AskedResources(this.classLoader);
	}

	/** Where the files are that were read last, or could not be. */
	Set<ConfigPlace> places() {
		return this.places;
	}

	/** What holds now. */
	ConfigData held() {
		return this.held;
	}

	/**
	 * Reads the files, and changes nothing.
	 * @throws RuntimeException if they cannot be read
	 */
	ConfigData read(AskedResources resources) {
		if (!this.used) {
			return this.held;
		}
		try {
			ConfigData data = this.reader.read(this.sources.before(this.live.getPropertySources()), resources);
			this.places = Set.copyOf(new ConfigPlaces().add(resources.all()).addTrees(data.sources()).all());
			return data;
		}
		catch (RuntimeException ex) {
			this.places = Set.copyOf(new ConfigPlaces().add(this.places).add(resources.all()).all());
			throw ex;
		}
	}

	/** All properties as they would be under some files. */
	ConfigurableEnvironment under(ConfigData data) {
		DetachedEnvironment environment = new DetachedEnvironment(this.live,
				this.sources.replaced(this.live.getPropertySources(), data.sources()));
		setProfiles(environment, data);
		return environment.relaxed();
	}

	/**
	 * Remembers how the environment of the application is.
	 * @return what is to be done to let it be so again
	 */
	Runnable mark() {
		List<PropertySource<?>> all = this.live.getPropertySources()
			.stream()
			.<PropertySource<?>>map((source) -> source)
			.toList();
		ConfigData data = this.held;
		return () -> arrange(all, data);
	}

	/** Lets the environment of the application have what files say. */
	void take(ConfigData next) {
		arrange(this.sources.replaced(this.live.getPropertySources(), next.sources()), next);
	}

	private void arrange(List<PropertySource<?>> wanted, ConfigData data) {
		this.sources.arrange(this.live.getPropertySources(), wanted);
		setProfiles(this.live, data);
		this.sources = this.sources.with(data.sources());
		this.held = data;
	}

	private static void setProfiles(ConfigurableEnvironment environment, ConfigData data) {
		environment.setDefaultProfiles(data.defaultProfiles().toArray(String[]::new));
		environment.setActiveProfiles(data.activeProfiles().toArray(String[]::new));
	}

}
