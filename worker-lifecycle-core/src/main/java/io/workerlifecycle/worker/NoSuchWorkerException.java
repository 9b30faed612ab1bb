package io.workerlifecycle.worker;

import java.util.Collection;

/**
 * Thrown when a name is no worker's. The message lists the names there are.
 *
 * @since 0.1.0
 */
@SuppressWarnings("serial")
public class NoSuchWorkerException extends RuntimeException {

	/**
	 * Creates the exception.
	 * @param name the name that was asked for
	 * @param known the names there are
	 */
	public NoSuchWorkerException(String name, Collection<String> known) {
		super("There is no worker '" + name + "'; there are: " + (known.isEmpty() ? "none" : String.join(", ", known)));
	}

}
