package io.workerlifecycle.job;

import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.context.ApplicationEventPublisher;

import io.workerlifecycle.thread.SerialExecutor;

/**
 * Tells meters of executions at once, the log in order on a thread of its own, and
 * listeners in order on another.
 */
final class JobNotices {

	private static final Log logger = LogFactory.getLog(BackgroundJobs.class);

	private final List<JobObserver> observers;

	private final ApplicationEventPublisher publisher;

	private final Executor teller;

	private final Executor events;

	/**
	 * Creates the notices.
	 * @param teller runs what log and observers are told, in order
	 * @param events runs what listeners of the application are told, in order; one that
	 * hangs holds up nothing else
	 */
	JobNotices(List<JobObserver> observers, ApplicationEventPublisher publisher, Executor teller, Executor events) {
		this.observers = List.copyOf(observers);
		this.publisher = publisher;
		this.teller = teller;
		this.events = events;
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
				logger.debug("Job '" + name + "', execution " + execution.id() + ", ended with " + execution.outcome());
			}
			publish(new JobFinishedEvent(name, execution));
		});
	}

	void stuck(Job job, JobStuckEvent event) {
		observe((observer) -> observer.stuck(event));
		tell(() -> publish(event));
	}

	void refused(Job job, ActiveExecution execution, RefusalReason reason) {
		String name = job.name().toString();
		// Not here: the clock's thread may be the caller, and it runs no code of
		// strangers.
		tell(() -> {
			observe((observer) -> observer.refused(name, reason));
			logger.info("Job '" + name + "' was not run: its firing of " + execution.scheduledTime()
					+ " was refused, reason " + reason);
			publish(new JobSkippedEvent(name, execution.firing().kind(), execution.scheduledTime(), reason));
		});
	}

	/** Logs off the clock's thread. */
	void log(Runnable line) {
		tell(line);
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

	private void publish(Object event) {
		this.events.execute(() -> this.publisher.publishEvent(event));
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
		for (JobObserver observer : this.observers) {
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
