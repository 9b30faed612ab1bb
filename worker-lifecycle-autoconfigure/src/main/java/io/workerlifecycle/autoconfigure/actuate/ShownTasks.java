package io.workerlifecycle.autoconfigure.actuate;

import java.time.Duration;

import io.workerlifecycle.job.JobExecution;
import io.workerlifecycle.job.JobOutcome;
import io.workerlifecycle.job.JobSnapshot;
import io.workerlifecycle.job.JobTrigger;
import io.workerlifecycle.job.RunningExecution;

import org.springframework.scheduling.config.CronTask;
import org.springframework.scheduling.config.FixedDelayTask;
import org.springframework.scheduling.config.FixedRateTask;
import org.springframework.scheduling.config.TaskExecutionOutcome;
import org.springframework.scheduling.config.TaskExecutionOutcome.Status;
import org.springframework.scheduling.support.CronTrigger;

/**
 * Spring's types of tasks, with the truth about a job in them.
 */
final class ShownTasks {

	private ShownTasks() {
	}

	/** What is not said is none after a start-up firing, and one interval otherwise. */
	private static Duration initialDelay(JobSnapshot job, Duration interval) {
		Duration delay = job.settings().firing().initialDelay();
		if (delay != null) {
			return delay;
		}
		return job.settings().firing().runOnStart() ? Duration.ZERO : interval;
	}

	private static TaskExecutionOutcome outcome(JobSnapshot job) {
		RunningExecution running = job.running();
		if (running != null && running.startedAt() != null) {
			return new TaskExecutionOutcome(running.startedAt(), Status.STARTED, null);
		}
		JobExecution last = job.lastExecution();
		if (last == null) {
			return new TaskExecutionOutcome(null, Status.NONE, null);
		}
		Status status = (last.outcome() == JobOutcome.SUCCESS) ? Status.SUCCESS : Status.ERROR;
		return new TaskExecutionOutcome(last.startedAt(), status, last.exception());
	}

	/** Shows where the job's code is, and runs nothing. */
	private record Target(String name) implements Runnable {

		@Override
		public void run() {
			throw new IllegalStateException("A task that is only shown does not run: " + this.name);
		}

		@Override
		public String toString() {
			return this.name;
		}

	}

	static final class Cron extends CronTask {

		private final JobSnapshot job;

		Cron(JobSnapshot job, JobTrigger.Cron trigger) {
			super(new Target(job.target()), new CronTrigger(trigger.expression(), trigger.zone()));
			this.job = job;
		}

		@Override
		public TaskExecutionOutcome getLastExecutionOutcome() {
			return outcome(this.job);
		}

	}

	static final class FixedRate extends FixedRateTask {

		private final JobSnapshot job;

		FixedRate(JobSnapshot job, JobTrigger.FixedRate trigger) {
			super(new Target(job.target()), trigger.interval(), initialDelay(job, trigger.interval()));
			this.job = job;
		}

		@Override
		public TaskExecutionOutcome getLastExecutionOutcome() {
			return outcome(this.job);
		}

	}

	static final class FixedDelay extends FixedDelayTask {

		private final JobSnapshot job;

		FixedDelay(JobSnapshot job, JobTrigger.FixedDelay trigger) {
			super(new Target(job.target()), trigger.interval(), initialDelay(job, trigger.interval()));
			this.job = job;
		}

		@Override
		public TaskExecutionOutcome getLastExecutionOutcome() {
			return outcome(this.job);
		}

	}

}
