package io.workerlifecycle.autoconfigure.actuate;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A failure as endpoints show it.
 *
 * @param type the class of the exception
 * @param message its message, or {@code null} if it has none
 * @param time when it was seen
 */
record FailureView(String type, @Nullable String message, Instant time) {

	static FailureView of(Throwable exception, Instant time) {
		return new FailureView(exception.getClass().getName(), exception.getMessage(), time);
	}

}
