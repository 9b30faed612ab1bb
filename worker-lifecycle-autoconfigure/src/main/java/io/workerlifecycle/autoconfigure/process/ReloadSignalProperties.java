package io.workerlifecycle.autoconfigure.process;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How a signal reloads the configuration.
 *
 * @param signal Signal that asks for a reload. At an interactive terminal there is none
 * unless this is set.
 */
@ConfigurationProperties(ReloadSignalProperties.PREFIX)
record ReloadSignalProperties(@DefaultValue("HUP") ReloadSignal signal) {

	static final String PREFIX = "worker-lifecycle.reload";

	static final String SIGNAL = PREFIX + ".signal";

}
