package io.workerlifecycle.autoconfigure.properties;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of all workers and jobs together.
 *
 * @param enabled Whether there are workers and jobs at all; without them there is no bean
 * of this starter.
 * @param autoStartup Whether workers and jobs start with the application. Otherwise they
 * are there, and can be started and triggered by hand.
 * @param onUnknownName What to do about a property that names no worker, no job or no
 * setting of theirs.
 * @param summaryInterval Time between two lines in the log about all workers. Use '0s'
 * for no such line.
 * @param jobStateFile Path of the file in which jobs remember over restarts what they
 * fired, and which of them are paused. Without it there is no catch-up after a downtime.
 * @since 0.1.0
 */
@ConfigurationProperties("worker-lifecycle")
public record WorkerLifecycleProperties(@DefaultValue("true") boolean enabled,
		@DefaultValue("true") boolean autoStartup, @DefaultValue("fail") UnknownNamePolicy onUnknownName,
		@Nullable String summaryInterval, @Nullable String jobStateFile) {
}
