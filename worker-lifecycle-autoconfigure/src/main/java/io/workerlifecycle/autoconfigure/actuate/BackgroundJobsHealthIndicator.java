package io.workerlifecycle.autoconfigure.actuate;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

import io.workerlifecycle.job.BackgroundJobs;
import io.workerlifecycle.job.JobExecution;
import io.workerlifecycle.job.JobSnapshot;
import io.workerlifecycle.job.RunningExecution;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/**
 * The health of all jobs, with a detail for each. A job in trouble is shown, and is a
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
		if (job.paused()) {
			detail.put("paused", true);
		}
		detail.put("running", job.running() != null);
		if (job.consecutiveFailures() > 0) {
			detail.put("consecutiveFailures", job.consecutiveFailures());
		}
		if (job.overdueSince() != null) {
			detail.put("overdueSince", job.overdueSince());
		}
		job.executions()
			.stream()
			.filter((execution) -> execution.stuckSince() != null)
			.findFirst()
			.ifPresent((stuck) -> putStuck(stuck, detail));
		putLast(job.lastExecution(), detail);
		if (job.nextExecution() != null) {
			detail.put("nextExecution", job.nextExecution());
		}
		return detail;
	}

	private static void putStuck(RunningExecution execution, Map<String, Object> detail) {
		detail.put("stuckExecution", execution.id());
		detail.put("stuckSince", Objects.requireNonNull(execution.stuckSince()));
	}

	private static void putLast(@Nullable JobExecution last, Map<String, Object> detail) {
		if (last == null) {
			return;
		}
		detail.put("lastOutcome", last.outcome());
		detail.put("lastStart", last.startedAt());
		if (last.exception() != null) {
			detail.put("lastFailure", FailureView.of(last.exception(), last.startedAt().plus(last.duration())));
		}
	}

}
