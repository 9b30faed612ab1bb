package io.workerlifecycle.autoconfigure.actuate;

import java.util.LinkedHashMap;
import java.util.Map;

import io.workerlifecycle.job.BackgroundJobs;
import io.workerlifecycle.job.JobExecution;
import io.workerlifecycle.job.JobSnapshot;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/**
 * The health of all jobs, with a detail for each. A job that fails is shown, and is a
 * fault of the application only if it is critical.
 */
final class BackgroundJobsHealthIndicator extends AbstractHealthIndicator {

	private final BackgroundJobs jobs;

	BackgroundJobsHealthIndicator(BackgroundJobs jobs) {
		super("The health of the jobs cannot be told");
		this.jobs = jobs;
	}

	@Override
	protected void doHealthCheck(Health.Builder builder) {
		builder.up();
		for (JobSnapshot job : this.jobs.list()) {
			if (job.settings().watch().critical() && job.health().isTrouble()) {
				builder.down();
			}
			builder.withDetail(job.name(), detail(job));
		}
	}

	private static Map<String, Object> detail(JobSnapshot job) {
		Map<String, Object> detail = new LinkedHashMap<>();
		detail.put("health", job.health());
		detail.put("enabled", job.enabled());
		detail.put("running", job.running() != null);
		if (job.consecutiveFailures() > 0) {
			detail.put("consecutiveFailures", job.consecutiveFailures());
		}
		JobExecution last = job.lastExecution();
		if (last != null) {
			detail.put("lastOutcome", last.outcome());
			detail.put("lastStart", last.startedAt());
		}
		if (last != null && last.exception() != null) {
			detail.put("lastFailure", FailureView.of(last.exception(), last.startedAt().plus(last.duration())));
		}
		if (job.nextExecution() != null) {
			detail.put("nextExecution", job.nextExecution());
		}
		return detail;
	}

}
