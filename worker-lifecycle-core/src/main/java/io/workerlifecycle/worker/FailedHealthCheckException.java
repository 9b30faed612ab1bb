package io.workerlifecycle.worker;

/**
 * What a start fails with when the health check before {@link WorkerState#RUNNING} does;
 * the cause is what the check threw.
 *
 * @since 0.1.0
 */
@SuppressWarnings("serial")
public final class FailedHealthCheckException extends RuntimeException {

	FailedHealthCheckException(Throwable cause) {
		super("The health check before RUNNING failed", cause);
	}

}
