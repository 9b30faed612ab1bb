package io.workerlifecycle.job;

import java.util.List;
import java.util.function.Supplier;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.context.ApplicationEventPublisher;

/**
 * Tells meters at once, and log and listeners in order on a thread of their own.
 */
final class JobNotices {

	private static final Log logger = LogFactory.getLog(BackgroundJobs.class);

	private final List<JobObserver> observers;

	private final ApplicationEventPublisher publisher;

	private final Executor teller;

	JobNotices(List<JobObserver> observers, ApplicationEventPublisher publisher, Executor teller) {
		this.observers = List.copyOf(observers);
		this.publisher = publisher;
		this.teller = teller;
	}

	void registered(Supplier<JobSnapshot> current) {
		observe((observer) -> observer.registered(current.get(), current));
	}

	void finished(Job job, JobExecution execution) {
		String name = job.name().toString();
		observe((observer) -> observer.finished(name, execution));
		this.teller.execute(() -> {
			logger.debug("Job '" + name + "', execution " + execution.id() + ", ended with " + execution.outcome());
			this.publisher.publishEvent(new JobFinishedEvent(name, execution));
		});
	}

	void refused(Job job, ActiveExecution execution, RefusalReason reason) {
		String name = job.name().toString();
		// Not here: the clock's thread may be the caller, and it runs no code of
		// strangers.
		this.teller.execute(() -> {
			observe((observer) -> observer.refused(name, reason));
			logger.info("Job '" + name + "' was not run: its firing of " + execution.scheduledTime()
					+ " was refused, reason " + reason);
			this.publisher
				.publishEvent(new JobSkippedEvent(name, execution.triggerKind(), execution.scheduledTime(), reason));
		});
	}

	/** Logs off the clock's thread. */
	void log(Runnable line) {
		this.teller.execute(line);
	}

	/** Runs something after all that was told before. */
	void afterwards(Runnable action) {
		this.teller.execute(action);
	}

	private void observe(Consumer<JobObserver> call) {
		for (JobObserver observer : this.observers) {
			try {
				call.accept(observer);
			}
			catch (RuntimeException ex) {
				logger.error("An observer of jobs failed: " + observer, ex);
			}
		}
	}

}
