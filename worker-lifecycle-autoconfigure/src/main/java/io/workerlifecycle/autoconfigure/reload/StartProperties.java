package io.workerlifecycle.autoconfigure.reload;

import java.util.List;

import org.springframework.boot.context.properties.source.ConfigurationPropertyName;

/**
 * Properties of the starter that are read when the application starts, and then no more.
 */
final class StartProperties {

	private static final String ROOT = "worker-lifecycle.";

	private static final List<ConfigurationPropertyName> NAMES = List
		.of("enabled", "auto-startup", "summary-interval", "job-state-file", "instance", "reload", "shutdown", "alerts",
				"cluster")
		.stream()
		.map((name) -> ConfigurationPropertyName.of(ROOT + name))
		.toList();

	private StartProperties() {
	}

	static boolean contain(String property) {
		ConfigurationPropertyName name = ConfigurationPropertyName.adapt(property, '.');
		return NAMES.stream().anyMatch((known) -> known.equals(name) || known.isAncestorOf(name));
	}

}
