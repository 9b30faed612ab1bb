package io.workerlifecycle.job;

import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

import io.workerlifecycle.time.TimeSource;
import io.workerlifecycle.time.Timer;
import org.jspecify.annotations.Nullable;

/**
 * The way of an execution, on its own thread: through the steps to the method and back,
 * then into history, meters and events, and at last out of its job.
 */
final class ExecutionChain {

	private final List<ExecutionStep> steps;

	private final TimeSource time;

	private final JobNotices notices;

	private final ExecutionWatch watch;

	ExecutionChain(List<ExecutionStep> steps, TimeSource time, JobNotices notices, ExecutionWatch watch) {
		this.steps = List.copyOf(steps);
		this.time = time;
		this.notices = notices;
		this.watch = watch;
	}

	JobNotices notices() {
		return this.notices;
	}

	ExecutionWatch watch() {
		return this.watch;
	}

	/**
	 * The top of the execution's thread.
	 * @return the execution that follows, if one was waiting
	 */
	@Nullable ActiveExecution run(Job job, ActiveExecution execution) {
		job.served();
		execution.enterThread(this.time);
		Timer limit = this.watch.limit(job, execution);
		ExecutionResult result = contained(job, execution);
		execution.leaveThread();
		if (limit != null) {
			limit.cancel();
		}
		if (result instanceof ExecutionResult.Refused refused) {
			return refused(job, execution, refused.reason());
		}
		return finished(job, execution, execution.ended((ExecutionResult.Ran) result, this.time));
	}

	/**
	 * A firing that has no execution, whether it holds its job or not.
	 * @return the execution that follows, if one was waiting
	 */
	@Nullable ActiveExecution refused(Job job, ActiveExecution execution, RefusalReason reason) {
		this.notices.refused(job, execution, reason);
		return left(job, execution, new ExecutionResult.Refused(reason));
	}

	private @Nullable ActiveExecution finished(Job job, ActiveExecution execution, JobExecution ended) {
		job.remember(ended);
		this.notices.finished(job, ended);
		return left(job, execution, new ExecutionResult.Ran(ended.outcome(), ended.exception()));
	}

	private static @Nullable ActiveExecution left(Job job, ActiveExecution execution, ExecutionResult result) {
		ActiveExecution next = job.slot().leave(execution);
		if (result instanceof ExecutionResult.Ran) {
			job.schedule().ended();
		}
		else if (execution.firing().kind() != TriggerKind.MANUAL) {
			job.schedule().refused();
		}
		execution.end().complete(result);
		return next;
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
