package io.workerlifecycle.autoconfigure.properties;

import org.springframework.boot.diagnostics.FailureAnalyzedException;

/**
 * Thrown at start when a property names what is not there.
 *
 * @since 0.1.0
 */
public class UnknownPropertyException extends FailureAnalyzedException {

	/**
	 * Tells the properties, where they stand, and what there is.
	 * @param description the facts
	 * @param action the way out
	 */
	public UnknownPropertyException(String description, String action) {
		super(description, action);
	}

}
