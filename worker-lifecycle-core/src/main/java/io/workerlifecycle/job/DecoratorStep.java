package io.workerlifecycle.job;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

import org.springframework.core.task.TaskDecorator;

/**
 * Lets the application's {@link TaskDecorator} wrap executions. It decorates on the
 * thread of the execution: the clock has no context to hand over, and runs no code of
 * users.
 *
 * @since 0.1.0
 */
public final class DecoratorStep implements ExecutionStep {

	private final TaskDecorator decorator;

	/**
	 * Wraps with a decorator.
	 * @param decorator the decorator
	 */
	public DecoratorStep(TaskDecorator decorator) {
		this.decorator = decorator;
	}

	@Override
	public ExecutionResult proceed(JobInvocation invocation, Supplier<ExecutionResult> rest) {
		AtomicReference<ExecutionResult> result = new AtomicReference<>(new ExecutionResult.Ran(JobOutcome.ERROR,
				new IllegalStateException("A TaskDecorator did not run what it decorated: " + this.decorator)));
		this.decorator.decorate(() -> result.set(rest.get())).run();
		return result.get();
	}

}
