package io.workerlifecycle.job;

import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

import io.workerlifecycle.retry.RetrySettings;
import io.workerlifecycle.time.TimeSource;
import io.workerlifecycle.time.Timer;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The way of an execution, on its own thread: through the steps to the method and back,
 * then into history, meters and events, and at last out of its job.
 */
final class ExecutionChain {

	private static final Log logger = LogFactory.getLog(BackgroundJobs.class);

	private final List<ExecutionStep> steps;

	private final TimeSource time;

	private final JobNotices notices;

	private final ExecutionWatch watch;

	private final Attempts attempts;

	ExecutionChain(List<ExecutionStep> steps, TimeSource time, JobNotices notices, ExecutionWatch watch) {
		this.steps = List.copyOf(steps);
		this.time = time;
		this.notices = notices;
		this.watch = watch;
		this.attempts = new Attempts(time);
	}

	TimeSource time() {
		return this.time;
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
		ExecutionResult result = contained(job, execution);
		execution.leaveThread();
		if (result instanceof ExecutionResult.Refused refused) {
			return refused(job, execution, refused.reason());
		}
		return finished(job, execution, (ExecutionResult.Ran) result);
	}

	/**
	 * An execution that was cancelled before it had a thread. It is out without one.
	 * @return the execution that follows, if one was waiting
	 */
	@Nullable ActiveExecution cancelled(Job job, ActiveExecution execution) {
		job.served();
		execution.endEarly(this.time);
		this.notices.log(execution, () -> logger.info(execution.describe() + " was cancelled before it had a thread"));
		return finished(job, execution, new ExecutionResult.Ran(JobOutcome.CANCELLED, null));
	}

	/**
	 * A firing that has no execution, whether it holds its job or not.
	 * @return the execution that follows, if one was waiting
	 */
	@Nullable ActiveExecution refused(Job job, ActiveExecution execution, RefusalReason reason) {
		if (reason == RefusalReason.SHUTDOWN) {
			job.served();
		}
		this.notices.refused(job, execution, reason);
		return left(job, execution, new ExecutionResult.Refused(reason));
	}

	private @Nullable ActiveExecution finished(Job job, ActiveExecution execution, ExecutionResult.Ran result) {
		JobExecution ended = execution.ended(result, this.time);
		job.remember(execution, ended);
		this.notices.finished(job, ended);
		return left(job, execution, result);
	}

	private static @Nullable ActiveExecution left(Job job, ActiveExecution execution, ExecutionResult result) {
		ActiveExecution next = job.slot().leave(execution);
		if (result instanceof ExecutionResult.Ran) {
			goOn(job);
		}
		else if (execution.firing().kind() != TriggerKind.MANUAL) {
			job.schedule().refused();
		}
		execution.end(result);
		return next;
	}

	/**
	 * A trigger of the application may be asked, and who follows must not depend on it.
	 */
	private static void goOn(Job job) {
		try {
			job.schedule().ended();
		}
		catch (Throwable ex) {
			logger.error("The next firing of job '" + job.name() + "' could not be determined", ex);
		}
	}

	// The one place that catches everything: above it there is only the thread.
	private ExecutionResult contained(Job job, ActiveExecution execution) {
		try {
			return limited(job, execution);
		}
		catch (Throwable ex) {
			return MethodStep.thrown(ex, execution);
		}
	}

	private ExecutionResult limited(Job job, ActiveExecution execution) {
		Timer limit = this.watch.limit(job, execution);
		try {
			JobMethod method = job.method();
			return Objects.requireNonNull(
					new Walk(job, execution, new JobInvocation(execution, method.bean(), method.method())).proceed(0),
					"A step around the job returned null instead of a result");
		}
		finally {
			if (limit != null) {
				limit.cancel();
			}
		}
	}

	/** The way of one execution through the steps. */
	private final class Walk {

		private final Job job;

		private final ActiveExecution execution;

		private final JobInvocation invocation;

		Walk(Job job, ActiveExecution execution, JobInvocation invocation) {
			this.job = job;
			this.execution = execution;
			this.invocation = invocation;
		}

		ExecutionResult proceed(int step) {
			if (step == ExecutionChain.this.steps.size()) {
				RetrySettings retry = this.job.settings().execution().retry();
				return ExecutionChain.this.attempts.call(this.invocation, this.execution, retry);
			}
			Supplier<ExecutionResult> rest = () -> proceed(step + 1);
			return ExecutionChain.this.steps.get(step).proceed(this.invocation, rest);
		}

	}

}
