package io.workerlifecycle.job;

import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import io.workerlifecycle.thread.SerialExecutor;

/**
 * Tells meters of executions at once, the log in order on a thread of its own, and
 * listeners in order on another.
 */
final class JobNotices {

	private static final Log logger = LogFactory.getLog(BackgroundJobs.class);

	private final JobAudience audience;

	private final JobMarks marks;

	private final Executor teller;

	private final Executor events;

	/**
	 * Creates the notices.
	 * @param audience who is told
	 * @param teller runs what log and observers are told, in order
	 * @param events runs what listeners of the application are told, in order; one that
	 * hangs holds up nothing else
	 */
	JobNotices(JobAudience audience, Executor teller, Executor events) {
		this.audience = audience;
		this.marks = new JobMarks(audience.logContext());
		this.teller = teller;
		this.events = events;
	}

	/** What is logged elsewhere about executions has the same marks. */
	JobMarks marks() {
		return this.marks;
	}

	void registered(Supplier<JobSnapshot> current) {
		observe((observer) -> observer.registered(current.get(), current));
	}

	void removed(String name) {
		observe((observer) -> observer.removed(name));
	}

	void finished(Job job, JobExecution execution) {
		String name = job.name().toString();
		observe((observer) -> observer.finished(name, execution));
		tell(() -> {
			if (logger.isDebugEnabled()) {
				this.marks.run(name, execution.id(), () -> logger
					.debug("Job '" + name + "', execution " + execution.id() + ", ended with " + execution.outcome()));
			}
			publish(name, execution.id(), new JobFinishedEvent(name, execution));
		});
	}

	void stuck(Job job, JobStuckEvent event) {
		observe((observer) -> observer.stuck(event));
		tell(() -> publish(event.jobName(), event.executionId(), event));
	}

	void refused(Job job, ActiveExecution execution, RefusalReason reason) {
		String name = job.name().toString();
		// Not here: the clock's thread may be the caller, and it runs no code of
		// strangers.
		tell(() -> {
			observe((observer) -> observer.refused(name, reason));
			this.marks.run(name, () -> logger.info("Job '" + name + "' was not run: its firing of "
					+ execution.scheduledTime() + " was refused, reason " + reason));
			this.events.execute(() -> this.marks.run(name, () -> this.audience.publisher()
				.publishEvent(
						new JobSkippedEvent(name, execution.firing().kind(), execution.scheduledTime(), reason))));
		});
	}

	/** Logs about an execution, off the clock's thread. */
	void log(ActiveExecution execution, Runnable line) {
		tell(() -> this.marks.run(execution.jobName(), execution.executionId(), line));
	}

	/** Runs something after all that was told before. */
	void afterwards(Runnable action) {
		tell(() -> this.events.execute(action));
	}

	/** Delivers what was told already, and nothing after that. */
	void close() {
		this.teller.execute(() -> close(this.events));
		close(this.teller);
	}

	private static void close(Executor executor) {
		if (executor instanceof SerialExecutor serial) {
			serial.close();
		}
	}

	private void publish(String jobName, String executionId, Object event) {
		this.events
			.execute(() -> this.marks.run(jobName, executionId, () -> this.audience.publisher().publishEvent(event)));
	}

	/** What cannot be told for want of a thread must not keep a job from going on. */
	private void tell(Runnable notice) {
		try {
			this.teller.execute(notice);
		}
		catch (RuntimeException | OutOfMemoryError ex) {
			logger.error("Something about jobs could not be told", ex);
		}
	}

	private void observe(Consumer<JobObserver> call) {
		for (JobObserver observer : this.audience.observers()) {
			try {
				call.accept(observer);
			}
			// An Error of an observer must not keep a job occupied for ever either.
			catch (Throwable ex) {
				logger.error("An observer of jobs failed: " + observer, ex);
			}
		}
	}

}
