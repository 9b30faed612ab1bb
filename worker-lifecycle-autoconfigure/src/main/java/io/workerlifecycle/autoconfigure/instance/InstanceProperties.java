package io.workerlifecycle.autoconfigure.instance;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Properties of the instance lock. The duration is text, since a bare number is refused.
 *
 * @param pidFile Path of the PID file. One process at a time runs with the same path; the
 * lock itself is a file beside it, with ".lock" added to its name. Without a path there
 * is no lock.
 * @param onConflict What to do while another instance holds the lock: end at once, or
 * wait until the other has ended and then go on with the start.
 * @param waitTimeout Maximum time to wait for the other instance to end. Without one the
 * wait has no end.
 * @since 0.1.0
 */
@ConfigurationProperties("worker-lifecycle.instance")
public record InstanceProperties(@Nullable String pidFile, @DefaultValue("fail") OnConflict onConflict,
		@Nullable String waitTimeout) {

	static final String PREFIX = "worker-lifecycle.instance";

	static final String PID_FILE = PREFIX + ".pid-file";

	static final String ON_CONFLICT = PREFIX + ".on-conflict";

}
