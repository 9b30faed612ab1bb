package io.workerlifecycle.autoconfigure.process;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of the stop of an application. Durations are text, since a bare number is
 * refused.
 *
 * @param budget Maximum time that all workers and jobs together may take to stop, counted
 * from the moment the application begins to close. Keep it below the grace period of the
 * platform.
 * @param secondSignal What a second SIGTERM or SIGINT does while the application stops.
 */
@ConfigurationProperties(ShutdownProperties.PREFIX)
record ShutdownProperties(@DefaultValue("25s") String budget, @DefaultValue("halt") SecondSignal secondSignal) {

	static final String PREFIX = "worker-lifecycle.shutdown";

	static final String BUDGET = PREFIX + ".budget";

}
