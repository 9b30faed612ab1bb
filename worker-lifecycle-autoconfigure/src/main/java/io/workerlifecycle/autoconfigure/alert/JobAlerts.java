package io.workerlifecycle.autoconfigure.alert;

import io.workerlifecycle.alert.AlertSeverity;
import io.workerlifecycle.alert.AlertSubject;
import io.workerlifecycle.alert.Alerts;
import io.workerlifecycle.alert.Problem;
import io.workerlifecycle.job.JobExecution;
import io.workerlifecycle.job.JobObserver;

/**
 * Raises an alert when an execution of a job fails, and resolves it by the next success.
 * One that was cancelled says nothing about its job.
 */
final class JobAlerts implements JobObserver {

	private static final String FAILED = "failed";

	private final Alerts alerts;

	JobAlerts(Alerts alerts) {
		this.alerts = alerts;
	}

	@Override
	public void finished(String jobName, JobExecution execution) {
		AlertSubject job = new AlertSubject("job", jobName);
		switch (execution.outcome()) {
			case SUCCESS -> this.alerts.resolve(job.key(FAILED), "Job '" + jobName + "' was a success again");
			case CANCELLED -> {
			}
			default -> this.alerts.raise(new Problem(job, FAILED, AlertSeverity.WARNING,
					"Job '" + jobName + "', execution " + execution.id() + ", ended with " + execution.outcome(),
					execution.exception()));
		}
	}

}
