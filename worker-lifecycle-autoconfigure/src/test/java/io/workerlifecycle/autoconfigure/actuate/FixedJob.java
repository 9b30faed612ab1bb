package io.workerlifecycle.autoconfigure.actuate;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import java.util.Map;

import io.workerlifecycle.job.JobAttribute;
import io.workerlifecycle.job.JobAttributes;
import io.workerlifecycle.job.JobExecution;
import io.workerlifecycle.job.JobHealth;
import io.workerlifecycle.job.JobOutcome;
import io.workerlifecycle.job.JobSnapshot;
import io.workerlifecycle.job.LiveJob;
import io.workerlifecycle.job.RunningExecution;
import io.workerlifecycle.job.TriggerKind;
import org.jspecify.annotations.Nullable;

/**
 * A job as a test sets it.
 */
final class FixedJob implements LiveJob {

	private final String name;

	private JobAttributes attributes = JobAttributes.NONE.with(JobAttribute.CRON, "0 0 3 * * *", "test");

	private JobHealth health = JobHealth.OK;

	private boolean paused;

	private @Nullable Instant overdueSince;

	private List<RunningExecution> executions = List.of();

	private @Nullable JobExecution last;

	private int failures;

	FixedJob(String name) {
		this.name = name;
	}

	FixedJob critical(boolean value) {
		this.attributes = this.attributes.with(JobAttribute.CRITICAL, Boolean.toString(value), "test");
		return this;
	}

	FixedJob neverRun() {
		this.health = JobHealth.NEVER_RUN;
		return this;
	}

	FixedJob paused() {
		this.health = JobHealth.PAUSED;
		this.paused = true;
		return this;
	}

	FixedJob failing(int times) {
		this.health = JobHealth.FAILING;
		this.failures = times;
		this.last = execution(JobOutcome.ERROR, new IllegalStateException("the disk is full"));
		return this;
	}

	FixedJob overdueSince(Instant instant) {
		this.health = JobHealth.OVERDUE;
		this.overdueSince = instant;
		return this;
	}

	FixedJob running(int count) {
		this.executions = Collections.nCopies(count, running(null));
		return this;
	}

	FixedJob stuckSince(Instant instant) {
		this.health = JobHealth.STUCK;
		this.executions = List.of(running(null), running(instant));
		return this;
	}

	@Override
	public int executionsUnderWay() {
		return this.executions.size();
	}

	@Override
	public int consecutiveFailures() {
		return this.failures;
	}

	@Override
	public JobSnapshot snapshot() {
		return new JobSnapshot(this.name, "Reports.run", this.attributes.toSettings(this.name, ZoneId.of("UTC")),
				Map.of(), this.health, this.overdueSince, this.paused, this.executions, this.last, null, this.failures,
				List.of());
	}

	static JobExecution execution(JobOutcome outcome, @Nullable Throwable exception) {
		return new JobExecution("7", TriggerKind.SCHEDULED, Instant.EPOCH, Instant.EPOCH, Duration.ofMillis(2),
				Duration.ofSeconds(3), 1, outcome, exception);
	}

	private static RunningExecution running(@Nullable Instant stuckSince) {
		return new RunningExecution((stuckSince != null) ? "stuck-one" : "well-one", TriggerKind.SCHEDULED,
				Instant.EPOCH, Instant.EPOCH, Duration.ofSeconds(1), 1, stuckSince != null, stuckSince, List.of());
	}

}
