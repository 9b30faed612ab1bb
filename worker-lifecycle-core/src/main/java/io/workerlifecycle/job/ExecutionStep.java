package io.workerlifecycle.job;

import java.util.function.Supplier;

/**
 * One concern around the method of a job, such as its observation. Steps stand in a
 * chain: each runs on the thread of the execution, calls the rest or refuses, and hands
 * back what it came to. What the method throws is in the result and logged already; what
 * a step throws itself ends the execution with {@link JobOutcome#ERROR}.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface ExecutionStep {

	/**
	 * Takes the execution one step on.
	 * @param invocation the execution
	 * @param rest the steps after this one, and the method
	 * @return what it came to
	 */
	ExecutionResult proceed(JobInvocation invocation, Supplier<ExecutionResult> rest);

}
