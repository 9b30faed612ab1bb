package io.workerlifecycle.job;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import io.workerlifecycle.thread.BatchExecutor;
import io.workerlifecycle.thread.SerialExecutor;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Tells meters of executions at once, the log in order on a thread of its own, and
 * listeners in order on another.
 */
final class JobNotices {

	private static final Log logger = LogFactory.getLog(BackgroundJobs.class);

	private static final String UNTOLD = "Something about jobs could not be told";

	private final JobAudience audience;

	private final JobMarks marks;

	private final Executor teller;

	private final Executor events;

	/**
	 * How many notices the teller still has before it. While there is one, what listeners
	 * are told comes after it, and so it stays once this is closed.
	 */
	private final AtomicInteger ahead = new AtomicInteger();

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

	void registered(Job job) {
		List<JobRecorder> recorders = new ArrayList<>(this.audience.observers().size());
		for (JobObserver observer : this.audience.observers()) {
			try {
				recorders.add(Objects.requireNonNull(observer.observe(job.text(), job), "It returned no recorder"));
			}
			catch (Throwable ex) {
				logger.error("An observer of jobs failed: " + observer, ex);
			}
		}
		job.recorders(List.copyOf(recorders));
	}

	void removed(Job job) {
		record(job, JobRecorder::removed);
	}

	void finished(Job job, JobExecution execution) {
		String name = job.text();
		record(job, (recorder) -> recorder.finished(execution));
		if (logger.isDebugEnabled()) {
			tell(() -> this.marks.run(name, execution.id(), () -> logger
				.debug("Job '" + name + "', execution " + execution.id() + ", ended with " + execution.outcome())));
		}
		JobFinishedEvent event = new JobFinishedEvent(name, execution);
		publish(this.marks.marked(name, execution.id(), () -> this.audience.publish(event)));
	}

	void stuck(Job job, JobStuckEvent event) {
		record(job, (recorder) -> recorder.stuck(event));
		publish(this.marks.marked(event.jobName(), event.executionId(),
				() -> this.audience.publisher().publishEvent(event)));
	}

	void refused(Job job, ActiveExecution execution, RefusalReason reason) {
		String name = job.text();
		// Not here: the clock's thread may be the caller, and it runs no code of
		// strangers.
		tell(() -> {
			record(job, (recorder) -> recorder.refused(reason));
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
		tell(() -> {
			this.events.execute(action);
			if (this.events instanceof BatchExecutor batches) {
				batches.hurry();
			}
		});
	}

	/** Delivers what was told already, and nothing after that. */
	void close() {
		this.ahead.incrementAndGet();
		this.teller.execute(() -> close(this.events));
		close(this.teller);
	}

	private static void close(Executor executor) {
		if (executor instanceof SerialExecutor serial) {
			serial.close();
		}
		else if (executor instanceof BatchExecutor batches) {
			batches.close();
		}
	}

	/**
	 * Tells listeners, after all that was told before; by way of the teller if need be.
	 */
	private void publish(Runnable event) {
		if (this.ahead.get() > 0) {
			tell(() -> this.events.execute(event));
			return;
		}
		try {
			this.events.execute(event);
		}
		catch (RuntimeException | OutOfMemoryError ex) {
			logger.error(UNTOLD, ex);
		}
	}

	/** What cannot be told for want of a thread must not keep a job from going on. */
	private void tell(Runnable notice) {
		this.ahead.incrementAndGet();
		try {
			this.teller.execute(() -> {
				try {
					notice.run();
				}
				catch (Throwable ex) {
					logger.error(UNTOLD, ex);
				}
				finally {
					this.ahead.decrementAndGet();
				}
			});
		}
		catch (RuntimeException | OutOfMemoryError ex) {
			this.ahead.decrementAndGet();
			logger.error(UNTOLD, ex);
		}
	}

	private static void record(Job job, Consumer<JobRecorder> call) {
		for (JobRecorder recorder : job.recorders()) {
			try {
				call.accept(recorder);
			}
			// An Error of a recorder must not keep a job occupied for ever either.
			catch (Throwable ex) {
				logger.error("A recorder of job '" + job.text() + "' failed: " + recorder, ex);
			}
		}
	}

}
