package io.workerlifecycle.job;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.UndeclaredThrowableException;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * The end of the chain: calls the method, and logs what it throws where a trace is still
 * open. Whatever a method throws, an Error too, comes wrapped by reflection, so that
 * nothing needs to be caught here that is not the method's own.
 */
final class MethodStep {

	private static final Log logger = LogFactory.getLog(BackgroundJobs.class);

	private MethodStep() {
	}

	static ExecutionResult call(JobInvocation invocation, ActiveExecution execution) {
		Object[] arguments = (invocation.method().getParameterCount() == 0) ? new Object[0]
				: new Object[] { execution };
		try {
			invocation.method().invoke(invocation.bean(), arguments);
			return new ExecutionResult.Ran(JobOutcome.SUCCESS, null);
		}
		catch (InvocationTargetException ex) {
			return thrown(ex.getTargetException(), execution);
		}
		catch (IllegalAccessException ex) {
			return thrown(new UndeclaredThrowableException(ex), execution);
		}
	}

	static ExecutionResult thrown(Throwable exception, ActiveExecution execution) {
		if (execution.isInterruptedByStop()) {
			logger.warn(execution.describe() + " ended after it was interrupted, since the application stops",
					exception);
			return new ExecutionResult.Ran(JobOutcome.CANCELLED, exception);
		}
		logger.error(execution.describe() + " failed", exception);
		return new ExecutionResult.Ran(JobOutcome.ERROR, exception);
	}

}
