package io.workerlifecycle.autoconfigure.instance;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Properties of the instance lock.
 *
 * @param pidFile Path of the PID file. One process at a time runs with the same path; the
 * lock itself is a file beside it, with ".lock" added to its name. Without a path there
 * is no lock.
 * @since 0.1.0
 */
@ConfigurationProperties("worker-lifecycle.instance")
public record InstanceProperties(@Nullable String pidFile) {

	static final String PREFIX = "worker-lifecycle.instance";

	static final String PID_FILE = PREFIX + ".pid-file";

}
