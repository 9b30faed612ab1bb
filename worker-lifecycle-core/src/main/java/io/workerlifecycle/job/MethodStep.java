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

	/** Calls the method once, and throws what it throws. */
	static void invoke(JobInvocation invocation, ActiveExecution execution) throws Throwable {
		Object[] arguments = (invocation.method().getParameterCount() == 0) ? new Object[0]
				: new Object[] { execution };
		execution.nextAttempt();
		try {
			invocation.method().invoke(invocation.bean(), arguments);
		}
		catch (InvocationTargetException ex) {
			throw ex.getTargetException();
		}
		catch (IllegalAccessException ex) {
			throw new UndeclaredThrowableException(ex);
		}
	}

	/**
	 * A method that returns after an interrupt may have done all its work. One that kept
	 * the flag of its thread says that it has not.
	 */
	static ExecutionResult returned(ActiveExecution execution) {
		StopStage stage = execution.endMethod();
		if (stage == StopStage.TIMED_OUT) {
			logger.error(execution.describe() + " returned after its timeout");
			return new ExecutionResult.Ran(JobOutcome.TIMEOUT, null);
		}
		boolean cut = stage.isInterrupted() && Thread.currentThread().isInterrupted();
		return new ExecutionResult.Ran(cut ? JobOutcome.CANCELLED : JobOutcome.SUCCESS, null);
	}

	/** It was interrupted before its method was called, which is not called any more. */
	static ExecutionResult cut(ActiveExecution execution) {
		boolean late = execution.endMethod() == StopStage.TIMED_OUT;
		logger.warn(execution.describe() + " was interrupted before its method was called");
		return new ExecutionResult.Ran(late ? JobOutcome.TIMEOUT : JobOutcome.CANCELLED, null);
	}

	static ExecutionResult thrown(Throwable exception, ActiveExecution execution) {
		StopStage stage = execution.endMethod();
		JobOutcome outcome = switch (stage) {
			case STOPPED, CANCELLED -> JobOutcome.CANCELLED;
			case TIMED_OUT -> JobOutcome.TIMEOUT;
			default -> JobOutcome.ERROR;
		};
		switch (outcome) {
			case CANCELLED -> logger.warn(execution.describe() + " ended after it was interrupted, since "
					+ ((stage == StopStage.STOPPED) ? "the application stops" : "it was cancelled"), exception);
			case TIMEOUT -> logger.error(execution.describe() + " ended after its timeout", exception);
			default -> logger.error(execution.describe() + " failed", exception);
		}
		return new ExecutionResult.Ran(outcome, exception);
	}

}
