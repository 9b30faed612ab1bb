package io.workerlifecycle.job;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;

import io.workerlifecycle.time.TimeSource;
import io.workerlifecycle.time.Timer;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Keeps executions to their time: interrupts one that exceeds its timeout, and tells of
 * one that goes on for the stop-timeout of its job after an interrupt. What it does comes
 * on a thread of its own, never on that of the clock.
 */
final class ExecutionWatch {

	private static final Log logger = LogFactory.getLog(BackgroundJobs.class);

	private final TimeSource time;

	private final Executor executor;

	private final JobNotices notices;

	ExecutionWatch(TimeSource time, Executor executor, JobNotices notices) {
		this.time = time;
		this.executor = executor;
		this.notices = notices;
	}

	/**
	 * Begins with the timeout of an execution that has got its thread.
	 * @return the timer to cancel when it leaves it; null where there is no timeout
	 */
	@Nullable Timer limit(Job job, ActiveExecution execution) {
		Duration timeout = job.settings().execution().timeout();
		return (timeout != null) ? later(timeout, () -> timedOut(job, execution, timeout)) : null;
	}

	/**
	 * Interrupts an execution, since somebody wants it.
	 * @return false if it was interrupted before, or has ended
	 */
	boolean cancel(Job job, ActiveExecution execution) {
		boolean first = execution.interrupt(StopStage.CANCELLED);
		if (first) {
			watch(job, execution);
		}
		return first;
	}

	/** Does something later, off the thread of the clock. */
	Timer later(Duration delay, Runnable action) {
		return this.time.schedule(delay, () -> this.executor.execute(action));
	}

	/** Does something off the calling thread, if there is any other to be had. */
	void elsewhere(Runnable action) {
		try {
			this.executor.execute(action);
		}
		catch (RuntimeException | OutOfMemoryError ex) {
			action.run();
		}
	}

	private void timedOut(Job job, ActiveExecution execution, Duration timeout) {
		if (execution.interrupt(StopStage.TIMED_OUT)) {
			marked(execution, () -> logger.warn(execution.describe() + " did not end within its timeout of "
					+ JobDuration.text(timeout) + " and is interrupted"));
			watch(job, execution);
		}
	}

	private void watch(Job job, ActiveExecution execution) {
		Duration grace = job.settings().execution().stopTimeout();
		Timer timer = later(grace, () -> stuck(job, execution, grace));
		execution.end().thenRun(timer::cancel);
	}

	private void stuck(Job job, ActiveExecution execution, Duration grace) {
		List<StackTraceElement> stack = execution.stack();
		if (execution.hasEnded()) {
			return;
		}
		execution.stuck(this.time.now());
		marked(execution,
				() -> logger.error(execution.describe() + " is stuck: it goes on, " + JobDuration.text(grace)
						+ " after it was interrupted. Its job does not run again until it ends. It is at\n"
						+ stack.stream().map((line) -> "\tat " + line).collect(Collectors.joining("\n"))));
		this.notices.stuck(job,
				new JobStuckEvent(execution.jobName(), execution.executionId(), this.time.now(), stack));
	}

	private void marked(ActiveExecution execution, Runnable line) {
		this.notices.marks().run(execution.jobName(), execution.executionId(), line);
	}

}
