package io.workerlifecycle.autoconfigure.actuate;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.workerlifecycle.message.DiscreetException;
import io.workerlifecycle.worker.WorkerFailure;
import org.jspecify.annotations.Nullable;

/**
 * A failure as endpoints show it.
 *
 * @param type the class of the exception
 * @param message its message, or {@code null} if it has none, or may quote a message that
 * a worker has processed
 * @param time when it was seen
 */
@JsonInclude
record FailureView(String type, @Nullable String message, Instant time) {

	static FailureView of(Throwable exception, Instant time) {
		if (exception instanceof DiscreetException discreet) {
			return new FailureView(discreet.type(), discreet.text(), time);
		}
		return new FailureView(exception.getClass().getName(), message(exception), time);
	}

	static @Nullable FailureView of(@Nullable WorkerFailure failure) {
		return (failure != null) ? of(failure.exception(), failure.at()) : null;
	}

	/** The message is code of users, which may throw too. */
	private static @Nullable String message(Throwable exception) {
		try {
			return exception.getMessage();
		}
		catch (RuntimeException ex) {
			return "its message cannot be read: " + ex.getClass().getName();
		}
	}

}
