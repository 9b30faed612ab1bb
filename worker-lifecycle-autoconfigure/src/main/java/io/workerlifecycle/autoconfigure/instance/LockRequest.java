package io.workerlifecycle.autoconfigure.instance;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.diagnostics.FailureAnalyzedException;
import org.springframework.context.aot.AbstractAotProcessor;
import org.springframework.context.support.DefaultLifecycleProcessor;
import org.springframework.core.SpringProperties;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.util.StringUtils;

/**
 * Whether an application asks for the instance lock. It does by naming a PID file, unless
 * it starts for another purpose than to run: for ahead-of-time processing, to train a
 * cache, or as the bootstrap context of Spring Cloud.
 */
record LockRequest(ConfigurableEnvironment environment) {

	private static final String BOOTSTRAP = "bootstrap";

	/**
	 * Where the PID file shall be.
	 * @return the path, or {@code null} if no lock is asked for
	 */
	@Nullable Path pidFile() {
		String text = startsToRun() ? text() : null;
		try {
			return StringUtils.hasText(text) ? Path.of(text) : null;
		}
		catch (InvalidPathException ex) {
			throw new FailureAnalyzedException(InstanceProperties.PID_FILE + " is not a path: " + ex.getMessage() + ".",
					"Correct it.", ex);
		}
	}

	/**
	 * Whether and how long the start waits for the lock.
	 */
	Patience patience() {
		return Patience.of(this.environment);
	}

	private boolean startsToRun() {
		return this.environment.getProperty("worker-lifecycle.enabled", Boolean.class, true)
				&& !Boolean.getBoolean(AbstractAotProcessor.AOT_PROCESSING) && !endsAfterRefresh()
				&& !this.environment.getPropertySources().contains(BOOTSTRAP);
	}

	private static boolean endsAfterRefresh() {
		return DefaultLifecycleProcessor.ON_REFRESH_VALUE
			.equalsIgnoreCase(SpringProperties.getProperty(DefaultLifecycleProcessor.EXIT_PROPERTY_NAME));
	}

	private @Nullable String text() {
		return Binder.get(this.environment).bindOrCreate(InstanceProperties.PREFIX, InstanceProperties.class).pidFile();
	}

}
