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
		execution.nextAttempt();
		try {
			invocation.method().invoke(invocation.bean(), arguments);
			return returned(execution);
		}
		catch (InvocationTargetException ex) {
			return thrown(ex.getTargetException(), execution);
		}
		catch (IllegalAccessException ex) {
			return thrown(new UndeclaredThrowableException(ex), execution);
		}
	}

	/**
	 * A method that returns after an interrupt may have done all its work. One that kept
	 * the flag of its thread says that it has not.
	 */
	private static ExecutionResult returned(ActiveExecution execution) {
		StopStage stage = execution.stopStage();
		if (stage == StopStage.TIMED_OUT) {
			logger.error(execution.describe() + " returned after its timeout");
			return new ExecutionResult.Ran(JobOutcome.TIMEOUT, null);
		}
		boolean cut = stage.isInterrupted() && Thread.currentThread().isInterrupted();
		return new ExecutionResult.Ran(cut ? JobOutcome.CANCELLED : JobOutcome.SUCCESS, null);
	}

	static ExecutionResult thrown(Throwable exception, ActiveExecution execution) {
		JobOutcome outcome = switch (execution.stopStage()) {
			case STOPPED, CANCELLED -> JobOutcome.CANCELLED;
			case TIMED_OUT -> JobOutcome.TIMEOUT;
			default -> JobOutcome.ERROR;
		};
		switch (outcome) {
			case CANCELLED -> logger.warn(execution.describe() + " ended after it was interrupted, since "
					+ ((execution.stopStage() == StopStage.STOPPED) ? "the application stops" : "it was cancelled"),
					exception);
			case TIMEOUT -> logger.error(execution.describe() + " ended after its timeout", exception);
			default -> logger.error(execution.describe() + " failed", exception);
		}
		return new ExecutionResult.Ran(outcome, exception);
	}

}
