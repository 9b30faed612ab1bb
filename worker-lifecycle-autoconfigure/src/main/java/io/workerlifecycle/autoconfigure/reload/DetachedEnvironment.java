package io.workerlifecycle.autoconfigure.reload;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;

/**
 * An environment beside that of the application, made of its sources and some of its own.
 */
final class DetachedEnvironment extends StandardEnvironment {

	/**
	 * Creates an environment.
	 * @param live the environment of the application
	 * @param sources all sources, the strongest first
	 */
	DetachedEnvironment(ConfigurableEnvironment live, List<PropertySource<?>> sources) {
		sources.forEach(getPropertySources()::addLast);
		setConversionService(live.getConversionService());
	}

	/** Lets names be read relaxed in placeholders, as they are in the application. */
	DetachedEnvironment relaxed() {
		ConfigurationPropertySources.attach(this);
		return this;
	}

	@Override
	protected void customizePropertySources(MutablePropertySources sources) {
		// All of them come from outside.
	}

	/** Profiles are set, and not read from properties: those have said theirs. */
	@Override
	protected @Nullable String doGetActiveProfilesProperty() {
		return null;
	}

	@Override
	protected @Nullable String doGetDefaultProfilesProperty() {
		return null;
	}

}
