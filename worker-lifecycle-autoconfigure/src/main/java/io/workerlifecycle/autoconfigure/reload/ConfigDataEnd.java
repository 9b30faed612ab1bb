package io.workerlifecycle.autoconfigure.reload;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.bootstrap.ConfigurableBootstrapContext;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Looks at the environment right after Spring Boot has read configuration files.
 */
final class ConfigDataEnd implements EnvironmentPostProcessor, Ordered {

	private final ConfigurableBootstrapContext bootstrap;

	ConfigDataEnd(ConfigurableBootstrapContext bootstrap) {
		this.bootstrap = bootstrap;
	}

	@Override
	public int getOrder() {
		return ConfigDataEnvironmentPostProcessor.ORDER + 1;
	}

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, @Nullable SpringApplication application) {
		ConfigDataStart start = this.bootstrap.isRegistered(ConfigDataStart.class)
				? this.bootstrap.get(ConfigDataStart.class) : null;
		if (start != null) {
			start.hasRead(environment);
		}
	}

}
