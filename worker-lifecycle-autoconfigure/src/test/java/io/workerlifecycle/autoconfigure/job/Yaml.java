package io.workerlifecycle.autoconfigure.job;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ByteArrayResource;

/**
 * Properties as a file has them, with their places in it.
 */
final class Yaml {

	private Yaml() {
	}

	/** What stands below {@code worker-lifecycle}. */
	static ConfigurableEnvironment environment(String text) {
		StandardEnvironment environment = new StandardEnvironment();
		add(environment, text);
		return environment;
	}

	static void add(ConfigurableEnvironment environment, String text) {
		try {
			String whole = "worker-lifecycle:\n" + text.indent(2);
			ByteArrayResource file = new ByteArrayResource(whole.getBytes(StandardCharsets.UTF_8)) {
				@Override
				public String getDescription() {
					return "application.yml";
				}
			};
			for (PropertySource<?> source : new YamlPropertySourceLoader().load("file", file)) {
				environment.getPropertySources().addLast(source);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
