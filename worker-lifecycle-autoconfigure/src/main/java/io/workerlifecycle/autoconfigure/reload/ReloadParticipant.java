package io.workerlifecycle.autoconfigure.reload;

import org.springframework.core.env.ConfigurableEnvironment;

/**
 * A part of the starter that takes over new properties while the application runs. Called
 * on the thread of the reload alone.
 *
 * @since 0.1.0
 */
public interface ReloadParticipant {

	/**
	 * Reads and checks new properties, and changes nothing.
	 * @param next all properties from then on
	 * @return what is to be done if all others agree
	 * @throws RuntimeException if the properties cannot be; the message is the reason
	 * that people are told
	 */
	PreparedReload prepare(ConfigurableEnvironment next);

}
