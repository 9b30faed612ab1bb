package io.workerlifecycle.job;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import io.workerlifecycle.time.TimeSource;
import io.workerlifecycle.time.Timer;

/**
 * Lets the executions under way end: asks them to, interrupts them after the stop-timeout
 * of their job, and a second later gives them up, saying where they hang. Ends exactly
 * once, and never waits.
 */
final class Drain {

	static final Duration GRACE = Duration.ofSeconds(1);

	private static final Log logger = LogFactory.getLog(BackgroundJobs.class);

	private final TimeSource time;

	private final Executor steps;

	private final Runnable done;

	/** Counts the beginning too, so that it cannot be over before all are counted. */
	private final AtomicInteger open = new AtomicInteger(1);

	/**
	 * Creates a drain.
	 * @param steps runs what must not hold up the clock
	 * @param done what to do when nothing is left
	 */
	Drain(TimeSource time, Executor steps, Runnable done) {
		this.time = time;
		this.steps = steps;
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
			ActiveExecution execution = job.running();
			if (execution != null && execution.isStopOrigin(stopping)) {
				execution.requestStop();
				logger.info(execution.describe() + " stops the application itself and is not waited for");
			}
			else if (execution != null) {
				this.open.incrementAndGet();
				new Parting(job, execution).begin();
			}
		}
		oneLess();
	}

	private void oneLess() {
		if (this.open.decrementAndGet() == 0) {
			this.done.run();
		}
	}

	/** The way out of one execution. */
	private final class Parting {

		private final Duration stopTimeout;

		private final ActiveExecution execution;

		private final AtomicBoolean over = new AtomicBoolean();

		Parting(Job job, ActiveExecution execution) {
			this.stopTimeout = job.settings().stopTimeout();
			this.execution = execution;
		}

		void begin() {
			this.execution.requestStop();
			Timer interrupt = timer(this.stopTimeout, this::interrupt);
			Timer giveUp = timer(this.stopTimeout.plus(GRACE), this::giveUp);
			this.execution.end().thenRun(() -> {
				interrupt.cancel();
				giveUp.cancel();
				over();
			});
		}

		private Timer timer(Duration delay, Runnable step) {
			return Drain.this.time.schedule(delay, () -> Drain.this.steps.execute(step));
		}

		private void interrupt() {
			if (!this.over.get()) {
				logger.warn(this.execution.describe() + " did not end within its stop-timeout of "
						+ JobDuration.text(this.stopTimeout) + " and is interrupted");
				this.execution.interrupt();
			}
		}

		private void giveUp() {
			List<StackTraceElement> stack = this.execution.stack();
			if (!this.execution.end().isDone()) {
				logger.error(this.execution.describe() + " did not end when interrupted; the stop goes on without it. "
						+ "It is at\n"
						+ stack.stream().map((line) -> "\tat " + line).collect(Collectors.joining("\n")));
				over();
			}
		}

		private void over() {
			if (this.over.compareAndSet(false, true)) {
				oneLess();
			}
		}

	}

}
