package io.workerlifecycle.job;

import io.workerlifecycle.retry.RetrySettings;
import io.workerlifecycle.time.TimeSource;
import org.jspecify.annotations.Nullable;

import org.springframework.core.retry.RetryException;
import org.springframework.core.retry.RetryTemplate;

/**
 * The end of the chain: calls the method, and again where it throws and the job is to try
 * again. All attempts are one execution with one timeout; once somebody wants it to end
 * there is no other.
 */
final class Attempts {

	private final TimeSource time;

	Attempts(TimeSource time) {
		this.time = time;
	}

	ExecutionResult call(JobInvocation invocation, ActiveExecution execution, RetrySettings retry) {
		if (execution.stopStage().isInterrupted()) {
			return MethodStep.cut(execution);
		}
		Throwable failure = (retry.maxRetries() > 0) ? repeat(invocation, execution, retry)
				: once(invocation, execution);
		return (failure != null) ? MethodStep.thrown(failure, execution) : MethodStep.returned(execution);
	}

	private static @Nullable Throwable once(JobInvocation invocation, ActiveExecution execution) {
		try {
			MethodStep.invoke(invocation, execution);
			return null;
		}
		catch (Throwable ex) {
			return ex;
		}
	}

	private @Nullable Throwable repeat(JobInvocation invocation, ActiveExecution execution, RetrySettings retry) {
		try {
			new RetryTemplate(new AttemptPolicy(execution, retry, this.time)).execute(() -> {
				MethodStep.invoke(invocation, execution);
				return true;
			});
			return null;
		}
		catch (RetryException ex) {
			return ex.getLastException();
		}
	}

}
