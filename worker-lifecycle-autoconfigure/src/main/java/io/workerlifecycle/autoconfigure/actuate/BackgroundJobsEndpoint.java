package io.workerlifecycle.autoconfigure.actuate;

import java.util.List;

import io.workerlifecycle.job.BackgroundJobs;
import io.workerlifecycle.job.JobSnapshot;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;

/**
 * The endpoint {@code backgroundjobs}: all jobs, or one with its next firings.
 */
@Endpoint(id = "backgroundjobs", defaultAccess = Access.READ_ONLY)
final class BackgroundJobsEndpoint {

	private static final int MOST_FIRINGS = 100;

	private static final int USUAL_FIRINGS = 3;

	private final BackgroundJobs jobs;

	BackgroundJobsEndpoint(BackgroundJobs jobs) {
		this.jobs = jobs;
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

	private JobView withFirings(JobSnapshot job, int count) {
		return JobView.of(job, this.jobs.nextFirings(job.name(), count));
	}

	/**
	 * All jobs as the endpoint shows them.
	 */
	record JobsView(List<JobView> jobs) implements OperationResponseBody {
	}

}
