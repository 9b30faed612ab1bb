package io.workerlifecycle.autoconfigure.alert;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.workerlifecycle.alert.AlertSeverity;
import io.workerlifecycle.alert.AlertSubject;
import io.workerlifecycle.alert.Alerts;
import io.workerlifecycle.alert.Problem;
import io.workerlifecycle.job.JobExecution;
import io.workerlifecycle.job.JobObserver;
import io.workerlifecycle.job.JobOutcome;
import io.workerlifecycle.job.JobRecorder;
import io.workerlifecycle.job.JobStuckEvent;
import io.workerlifecycle.job.LiveJob;

/**
 * Raises an alert when an execution of a job fails or is stuck. A failure is resolved by
 * the next success, a stuck execution by its end, and both by the removal of the job. One
 * that was cancelled says nothing about its job, and neither does a pause.
 */
final class JobAlerts implements JobObserver {

	private static final String FAILED = "failed";

	private static final String STUCK = "stuck";

	private final Set<String> known = ConcurrentHashMap.newKeySet();

	/** The jobs that may have an open alert of a failure. */
	private final Set<String> failing = ConcurrentHashMap.newKeySet();

	/**
	 * The ids of stuck executions by their jobs, of which some may be removed already.
	 */
	private final Map<String, Set<String>> stuck = new ConcurrentHashMap<>();

	private final Alerts alerts;

	JobAlerts(Alerts alerts) {
		this.alerts = alerts;
	}

	@Override
	public JobRecorder observe(String jobName, LiveJob job) {
		this.known.add(jobName);
		return new Recorder(jobName);
	}

	private void removed(String jobName) {
		this.known.remove(jobName);
		this.failing.remove(jobName);
		this.stuck.remove(jobName);
		resolve(jobName, FAILED, "was removed");
		resolve(jobName, STUCK, "was removed");
	}

	private void stuck(JobStuckEvent event) {
		String jobName = event.jobName();
		this.stuck.computeIfAbsent(jobName, (name) -> ConcurrentHashMap.newKeySet()).add(event.executionId());
		this.alerts.raise(new Problem(
				subject(jobName), STUCK, AlertSeverity.CRITICAL, "Job '" + jobName + "', execution "
						+ event.executionId() + ", is stuck: it goes on though it was interrupted, and holds its job",
				null));
	}

	private void finished(String jobName, JobExecution execution) {
		// Asked first, since jobs may be many, and hardly any of them is there.
		Set<String> ids = this.stuck.isEmpty() ? null : this.stuck.get(jobName);
		if (ids != null && ids.remove(execution.id()) && ids.isEmpty()) {
			resolve(jobName, STUCK, "is stuck no longer");
		}
		if (execution.outcome().isFailure()) {
			failed(jobName, execution);
		}
		else if (execution.outcome() == JobOutcome.SUCCESS && !this.failing.isEmpty() && this.failing.remove(jobName)) {
			resolve(jobName, FAILED, "was a success again");
		}
	}

	/** One that is removed has nothing left to resolve its alert. */
	private void failed(String jobName, JobExecution execution) {
		if (this.known.contains(jobName)) {
			this.alerts.raise(new Problem(subject(jobName), FAILED, AlertSeverity.WARNING,
					"Job '" + jobName + "', execution " + execution.id() + ", ended with " + execution.outcome(),
					execution.exception()));
			// After the raise: what comes in between may not resolve it before it is
			// open.
			this.failing.add(jobName);
		}
	}

	private void resolve(String jobName, String problem, String words) {
		this.alerts.resolve(subject(jobName).key(problem), "Job '" + jobName + "' " + words);
	}

	private static AlertSubject subject(String jobName) {
		return new AlertSubject("job", jobName);
	}

	/**
	 * One job. What it knows is kept by name, since an execution may outlive its job, and
	 * end under another of the same name.
	 */
	private final class Recorder implements JobRecorder {

		private final String jobName;

		Recorder(String jobName) {
			this.jobName = jobName;
		}

		@Override
		public void finished(JobExecution execution) {
			JobAlerts.this.finished(this.jobName, execution);
		}

		@Override
		public void stuck(JobStuckEvent event) {
			JobAlerts.this.stuck(event);
		}

		@Override
		public void removed() {
			JobAlerts.this.removed(this.jobName);
		}

	}

}
