package io.workerlifecycle.job;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

import io.workerlifecycle.shutdown.DrainEntry;
import io.workerlifecycle.shutdown.DrainKind;
import io.workerlifecycle.shutdown.DrainOutcome;
import io.workerlifecycle.shutdown.Shutdown;
import io.workerlifecycle.time.TimeSource;
import io.workerlifecycle.time.Timer;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Lets the executions under way end: asks them to, interrupts them after the stop-timeout
 * of their job, and a second later gives them up, saying where they hang. Both come
 * earlier where the budget of the whole stop would be exceeded. Ends exactly once, and
 * never waits.
 */
final class Drain {

	private static final Log logger = LogFactory.getLog(BackgroundJobs.class);

	private final Means means;

	private final Shutdown shutdown;

	private final Runnable done;

	/** Counts the beginning too, so that it cannot be over before all are counted. */
	private final AtomicInteger open = new AtomicInteger(1);

	/**
	 * Creates a drain.
	 * @param means what to work with
	 * @param shutdown limits all times, and is told who ended how
	 * @param done what to do when nothing is left
	 */
	Drain(Means means, Shutdown shutdown, Runnable done) {
		this.means = means;
		this.shutdown = shutdown;
		this.done = done;
	}

	/**
	 * Begins to wait.
	 * @param jobs whose executions to wait for
	 * @param stopping the thread on which Spring stops its beans; an execution that stops
	 * the application itself is not waited for
	 */
	void begin(List<Job> jobs, Thread stopping) {
		for (Job job : jobs) {
			job.running().forEach((execution) -> begin(job, execution, stopping));
		}
		oneLess();
	}

	private void begin(Job job, ActiveExecution execution, Thread stopping) {
		if (execution.isStopOrigin(stopping)) {
			execution.requestStop();
			this.means.marks()
				.run(execution.jobName(), execution.executionId(), () -> logger
					.info(execution.describe() + " stops the application itself and is not waited for"));
			ended(job, DrainOutcome.NOT_AWAITED, Duration.ZERO);
		}
		else {
			this.open.incrementAndGet();
			new Parting(job, execution).begin();
		}
	}

	private void ended(Job job, DrainOutcome outcome, Duration took) {
		this.shutdown.ended(new DrainEntry(DrainKind.JOB, job.name().toString(), outcome, took));
	}

	private void oneLess() {
		if (this.open.decrementAndGet() == 0) {
			this.done.run();
		}
	}

	/**
	 * What a drain works with.
	 *
	 * @param time the source of time
	 * @param steps runs what must not hold up the clock
	 * @param marks marks what is logged
	 */
	record Means(TimeSource time, Executor steps, JobMarks marks) {
	}

	/** The way out of one execution. */
	private final class Parting {

		private final Job job;

		private final ActiveExecution execution;

		private final long beginNanos = Drain.this.means.time().nanoTime();

		/** How long it may go on. */
		private final Duration patience;

		/** How long it may go on after its interrupt. */
		private final Duration grace;

		private final AtomicBoolean over = new AtomicBoolean();

		/** Written on the thread of the steps. */
		private volatile boolean interrupted;

		Parting(Job job, ActiveExecution execution) {
			this.job = job;
			this.execution = execution;
			Duration all = Drain.this.shutdown.clip(job.settings().execution().stopTimeout().plus(Shutdown.GRACE));
			this.grace = (all.compareTo(Shutdown.GRACE) < 0) ? all : Shutdown.GRACE;
			this.patience = all.minus(this.grace);
		}

		void begin() {
			this.execution.requestStop();
			Timer interrupt = timer(this.patience, this::interrupt);
			Timer giveUp = timer(this.patience.plus(this.grace), this::giveUp);
			this.execution.end().thenAccept((result) -> {
				interrupt.cancel();
				giveUp.cancel();
				over(outcome(result));
			});
		}

		private Timer timer(Duration delay, Runnable step) {
			Runnable marked = () -> Drain.this.means.marks()
				.run(this.execution.jobName(), this.execution.executionId(), step);
			return Drain.this.means.time().schedule(delay, () -> Drain.this.means.steps().execute(marked));
		}

		private void interrupt() {
			if (!this.over.get()) {
				logger.warn(this.execution.describe() + " did not end within " + limit() + " and is interrupted");
				this.interrupted = true;
				this.execution.interrupt(StopStage.STOPPED);
			}
		}

		private String limit() {
			Duration stopTimeout = this.job.settings().execution().stopTimeout();
			return this.patience.equals(stopTimeout) ? "its stop-timeout of " + JobDuration.text(stopTimeout)
					: JobDuration.text(this.patience.truncatedTo(ChronoUnit.MILLIS))
							+ ", all that the shutdown budget of " + JobDuration.text(Drain.this.shutdown.budget())
							+ " left of its stop-timeout of " + JobDuration.text(stopTimeout) + ",";
		}

		private void giveUp() {
			List<StackTraceElement> stack = this.execution.stack();
			if (!this.execution.hasEnded()) {
				logger.error(this.execution.describe() + " did not end when interrupted; the stop goes on without it. "
						+ "It is at\n"
						+ stack.stream().map((line) -> "\tat " + line).collect(Collectors.joining("\n")));
				over(DrainOutcome.ABANDONED);
			}
		}

		private DrainOutcome outcome(ExecutionResult result) {
			if (this.interrupted) {
				return DrainOutcome.INTERRUPTED;
			}
			return (result instanceof ExecutionResult.Ran ran && ran.outcome().isFailure()) ? DrainOutcome.FAILED
					: DrainOutcome.FINISHED;
		}

		private void over(DrainOutcome outcome) {
			if (this.over.compareAndSet(false, true)) {
				ended(this.job, outcome, Duration.ofNanos(Drain.this.means.time().nanoTime() - this.beginNanos));
				oneLess();
			}
		}

	}

}
