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

	void finished(Job job, JobExecution execution) {
		String name = job.name().toString();
		observe((observer) -> observer.finished(name, execution));
		this.teller.execute(() -> {
			this.marks.run(name, execution.id(), () -> logger
				.debug("Job '" + name + "', execution " + execution.id() + ", ended with " + execution.outcome()));
			this.events.execute(
					() -> this.marks.run(name, execution.id(), () -> publish(new JobFinishedEvent(name, execution))));
		});
	}

	void refused(Job job, ActiveExecution execution, RefusalReason reason) {
		String name = job.name().toString();
		// Not here: the clock's thread may be the caller, and it runs no code of
		// strangers.
		this.teller.execute(() -> {
			observe((observer) -> observer.refused(name, reason));
			this.marks.run(name, () -> logger.info("Job '" + name + "' was not run: its firing of "
					+ execution.scheduledTime() + " was refused, reason " + reason));
			this.events.execute(() -> this.marks.run(name, () -> publish(
					new JobSkippedEvent(name, execution.triggerKind(), execution.scheduledTime(), reason))));
		});
	}

	/** Logs about an execution, off the clock's thread. */
	void log(ActiveExecution execution, Runnable line) {
		this.teller.execute(() -> this.marks.run(execution.jobName(), execution.executionId(), line));
	}

	/** Runs something after all that was told before. */
	void afterwards(Runnable action) {
		this.teller.execute(() -> this.events.execute(action));
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

	private void publish(Object event) {
		this.audience.publisher().publishEvent(event);
	}

	private void observe(Consumer<JobObserver> call) {
		for (JobObserver observer : this.audience.observers()) {
			try {
				call.accept(observer);
			}
			catch (RuntimeException ex) {
				logger.error("An observer of jobs failed: " + observer, ex);
			}
		}
	}

}
