package io.workerlifecycle.autoconfigure.actuate;

import java.util.List;

import io.workerlifecycle.job.BackgroundJobs;
import io.workerlifecycle.job.JobAttribute;
import io.workerlifecycle.job.JobSnapshot;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.jmx.export.annotation.ManagedOperationParameter;

/**
 * The endpoint {@code backgroundjobs}: all jobs, or one with its next firings; and, where
 * access is unrestricted, commands to one.
 */
@Endpoint(id = "backgroundjobs", defaultAccess = Access.READ_ONLY)
final class BackgroundJobsEndpoint {

	private static final int MOST_FIRINGS = 100;

	private static final int USUAL_FIRINGS = 3;

	private static final Actions<JobCommand> ACTIONS = new Actions<>(JobCommand.class);

	private final BackgroundJobs jobs;

	private final JobCommands commands;

	BackgroundJobsEndpoint(BackgroundJobs jobs, JobCommands commands) {
		this.jobs = jobs;
		this.commands = commands;
	}

	@ReadOperation
	JobsView jobs() {
		return new JobsView(this.jobs.list().stream().map((job) -> JobView.of(job, null)).toList());
	}

	@ReadOperation
	@Nullable JobView job(@Selector String name, @Nullable Integer next) {
		int count = (next != null) ? Math.max(0, Math.min(next, MOST_FIRINGS)) : USUAL_FIRINGS;
		return this.jobs.find(name).map((job) -> withFirings(job, count)).orElse(null);
	}

	// Spring Boot reads each field of a request into a parameter, and has no other way.
	@SuppressWarnings("checkstyle:ParameterNumber")
	@WriteOperation
	@ManagedOperationParameter(name = "name", description = "The name of the job")
	@ManagedOperationParameter(name = "action",
			description = "trigger, pause, resume, cancel, reschedule, remove or add")
	@ManagedOperationParameter(name = "cron", description = "To reschedule: a cron expression")
	@ManagedOperationParameter(name = "zone", description = "To reschedule: the time zone of the expression")
	@ManagedOperationParameter(name = "fixedRate", description = "To reschedule: the time between two starts")
	@ManagedOperationParameter(name = "fixedDelay", description = "To reschedule: the time between an end and a start")
	@ManagedOperationParameter(name = "at", description = "To reschedule: the one time at which it fires")
	@ManagedOperationParameter(name = "mode", description = "To remove: wait or interrupt")
	WebEndpointResponse<OperationResponseBody> command(@Selector String name, @Nullable String action,
			@Nullable String cron, @Nullable String zone, @Nullable String fixedRate, @Nullable String fixedDelay,
			@Nullable String at, @Nullable String mode, SecurityContext security) {
		JobCommand known = ACTIONS.find(action);
		if (known == null) {
			return ACTIONS.unknown(action);
		}
		JobRequest request = JobRequest.of(known)
			.with(JobAttribute.CRON, cron)
			.with(JobAttribute.ZONE, zone)
			.with(JobAttribute.FIXED_RATE, fixedRate)
			.with(JobAttribute.FIXED_DELAY, fixedDelay)
			.with(JobAttribute.AT, at)
			.with(JobRequest.MODE, mode);
		return this.commands.give(request, name, security.getPrincipal()).response();
	}

	private JobView withFirings(JobSnapshot job, int count) {
		return JobView.of(job, this.jobs.nextFirings(job.name(), count));
	}

	/**
	 * All jobs as the endpoint shows them.
	 */
	record JobsView(List<JobView> jobs) implements OperationResponseBody {
	}

}
