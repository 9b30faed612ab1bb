package io.workerlifecycle.autoconfigure.message;

import java.util.List;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of durable channels.
 *
 * @param allowedPayloads Names of classes that messages may have in them, besides those
 * of the application's packages and Java's own values. '*' stands for any text.
 * @param region Name that keeps the messages of these channels apart from others in the
 * same table.
 */
@ConfigurationProperties("worker-lifecycle.channels")
record ChannelProperties(@DefaultValue List<String> allowedPayloads, @DefaultValue("worker-lifecycle") String region) {

	/**
	 * Keeps the names from changing.
	 */
	ChannelProperties {
		allowedPayloads = List.copyOf(allowedPayloads);
		if (region.isBlank() || region.length() > 100) {
			throw new IllegalArgumentException(
					"worker-lifecycle.channels.region has " + region.length() + " characters. Write 1 to 100");
		}
	}
}
