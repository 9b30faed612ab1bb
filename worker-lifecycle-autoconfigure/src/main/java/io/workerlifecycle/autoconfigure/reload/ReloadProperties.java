package io.workerlifecycle.autoconfigure.reload;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of reloads.
 *
 * @param watch Whether to reload when a configuration file changes.
 */
@ConfigurationProperties("worker-lifecycle.reload")
record ReloadProperties(@DefaultValue("false") boolean watch) {
}
