package io.workerlifecycle.autoconfigure.reload;

import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.bootstrap.BootstrapRegistry.InstanceSupplier;
import org.springframework.boot.bootstrap.ConfigurableBootstrapContext;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Looks at the environment right before Spring Boot reads configuration files, and leaves
 * what it saw for the context.
 */
final class ConfigDataBegin implements EnvironmentPostProcessor, Ordered {

	private final ConfigurableBootstrapContext bootstrap;

	ConfigDataBegin(ConfigurableBootstrapContext bootstrap) {
		this.bootstrap = bootstrap;
	}

	@Override
	public int getOrder() {
		return ConfigDataEnvironmentPostProcessor.ORDER - 1;
	}

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, @Nullable SpringApplication application) {
		if (this.bootstrap.isRegistered(ConfigDataStart.class)) {
			// Spring Cloud asks all post-processors again, on a copy.
			return;
		}
		Set<String> additional = (application != null) ? application.getAdditionalProfiles() : Set.of();
		ConfigDataStart start = new ConfigDataStart(environment, additional);
		this.bootstrap.register(ConfigDataStart.class, InstanceSupplier.of(start));
		this.bootstrap.addCloseListener((closed) -> leave(start, closed.getApplicationContext()));
	}

	private static void leave(ConfigDataStart start, ConfigurableApplicationContext context) {
		boolean wanted = context.getEnvironment().getProperty("worker-lifecycle.enabled", Boolean.class, true);
		if (wanted && !context.getBeanFactory().containsSingleton(ConfigDataStart.BEAN_NAME)) {
			context.getBeanFactory().registerSingleton(ConfigDataStart.BEAN_NAME, start);
		}
	}

}
