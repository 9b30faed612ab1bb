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
 * before the instance lock is taken in it or a command looks there.
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

	// After the listener that reads application.yml, which is at + 10 too and was there
	// before, and before the one that obeys commands, at + 11: start writes in there.
	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE + 10;
	}

}
