package io.workerlifecycle.job;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.UndeclaredThrowableException;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * The end of the chain: calls the method, and logs what it throws where a trace is still
 * open. What the method throws, an Error too, is passed on; whatever else comes out of
 * reflection would be a mistake of ours.
 */
final class MethodStep {

	private static final Log logger = LogFactory.getLog(BackgroundJobs.class);

	private static final Object[] NO_ARGUMENTS = {};

	private static final ExecutionResult SUCCESS = new ExecutionResult.Ran(JobOutcome.SUCCESS, null);

	private MethodStep() {
	}

	/** Calls the method once, and throws what it throws. */
	static void invoke(JobInvocation invocation, ActiveExecution execution) throws Throwable {
		execution.nextAttempt();
		if (invocation.bean() instanceof JobAction action
				&& invocation.method().getDeclaringClass() == JobAction.class) {
			action.run(execution);
			return;
		}
		Object[] arguments = (invocation.method().getParameterCount() == 0) ? NO_ARGUMENTS : new Object[] { execution };
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
		return cut ? new ExecutionResult.Ran(JobOutcome.CANCELLED, null) : SUCCESS;
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
