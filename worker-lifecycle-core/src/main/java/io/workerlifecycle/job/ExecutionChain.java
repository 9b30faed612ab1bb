package io.workerlifecycle.job;

import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

import io.workerlifecycle.time.TimeSource;

/**
 * The way of an execution, on its own thread: through the steps to the method and back,
 * then into history, meters and events, and at last out of the job's slot.
 */
final class ExecutionChain {

	private final List<ExecutionStep> steps;

	private final TimeSource time;

	private final JobNotices notices;

	ExecutionChain(List<ExecutionStep> steps, TimeSource time, JobNotices notices) {
		this.steps = List.copyOf(steps);
		this.time = time;
		this.notices = notices;
	}

	/** The top of the execution's thread. */
	void run(Job job, ActiveExecution execution) {
		this.notices.marks().run(execution.jobName(), execution.executionId(), () -> marked(job, execution));
	}

	private void marked(Job job, ActiveExecution execution) {
		execution.enterThread(this.time);
		ExecutionResult result = contained(job, execution);
		execution.leaveThread();
		if (result instanceof ExecutionResult.Ran ran) {
			finished(job, execution, execution.ended(ran, this.time));
		}
		else if (result instanceof ExecutionResult.Refused refused) {
			refused(job, execution, refused.reason());
		}
	}

	/** A firing that has no execution, whether it holds the slot or not. */
	void refused(Job job, ActiveExecution execution, RefusalReason reason) {
		try {
			this.notices.refused(job, execution, reason);
		}
		finally {
			job.vacate(execution);
			if (execution.triggerKind() != TriggerKind.MANUAL) {
				job.schedule().ended();
			}
			execution.end().complete(new ExecutionResult.Refused(reason));
		}
	}

	private void finished(Job job, ActiveExecution execution, JobExecution ended) {
		try {
			job.remember(ended);
			this.notices.finished(job, ended);
		}
		finally {
			job.vacate(execution);
			job.schedule().ended();
			execution.end().complete(new ExecutionResult.Ran(ended.outcome(), ended.exception()));
		}
	}

	// The one place that catches everything: above it there is only the thread.
	private ExecutionResult contained(Job job, ActiveExecution execution) {
		try {
			JobMethod method = job.method();
			return Objects.requireNonNull(
					proceed(new JobInvocation(execution, method.bean(), method.method()), execution, 0),
					"A step around the job returned null instead of a result");
		}
		catch (Throwable ex) {
			return MethodStep.thrown(ex, execution);
		}
	}

	private ExecutionResult proceed(JobInvocation invocation, ActiveExecution execution, int step) {
		if (step == this.steps.size()) {
			return MethodStep.call(invocation, execution);
		}
		Supplier<ExecutionResult> rest = () -> proceed(invocation, execution, step + 1);
		return this.steps.get(step).proceed(invocation, rest);
	}

}
