package io.workerlifecycle.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.diagnostics.FailureAnalyzedException;
import org.springframework.context.ApplicationListener;
import org.springframework.context.aot.AbstractAotProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Makes the directory {@code sample.data}, once the configuration files are read and
 * before the instance lock is taken in it.
 */
final class DataDirectory implements ApplicationListener<ApplicationEnvironmentPreparedEvent>, Ordered {

	private static final String PROPERTY = "sample.data";

	@Override
	public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
		ConfigurableEnvironment environment = event.getEnvironment();
		if (!environment.getProperty(AbstractAotProcessor.AOT_PROCESSING, Boolean.class, false)) {
			create(Path.of(environment.getProperty(PROPERTY, "./data")));
		}
	}

	private void create(Path directory) {
		try {
			Files.createDirectories(directory);
		}
		catch (IOException ex) {
			throw new FailureAnalyzedException("The directory %s cannot be made: %s".formatted(directory, ex),
					"Set %s to a directory that can be written.".formatted(PROPERTY), ex);
		}
	}

	// Between the listener that reads application.yml, at + 10, and the one that takes
	// the instance lock, at + 12.
	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE + 11;
	}

}
