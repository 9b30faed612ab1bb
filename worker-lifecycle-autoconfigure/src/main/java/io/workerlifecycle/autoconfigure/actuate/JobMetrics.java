package io.workerlifecycle.autoconfigure.actuate;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import io.micrometer.core.instrument.MeterRegistry;
import io.workerlifecycle.job.JobExecution;
import io.workerlifecycle.job.JobObserver;
import io.workerlifecycle.job.JobSnapshot;
import io.workerlifecycle.job.RefusalReason;
import io.workerlifecycle.time.TimeSource;

/**
 * The meters of jobs, all there from the registration of the job on, so that zero shows.
 */
final class JobMetrics implements JobObserver {

	private final Map<String, JobMeters> meters = new ConcurrentHashMap<>();

	private final MeterRegistry registry;

	private final TimeSource time;

	JobMetrics(MeterRegistry registry, TimeSource time) {
		this.registry = registry;
		this.time = time;
	}

	@Override
	public void registered(JobSnapshot job, Supplier<JobSnapshot> current) {
		this.meters.put(job.name(), new JobMeters(this.registry, this.time, job.name(), current));
	}

	@Override
	public void finished(String jobName, JobExecution execution) {
		JobMeters found = this.meters.get(jobName);
		if (found != null) {
			found.finished(execution);
		}
	}

	@Override
	public void refused(String jobName, RefusalReason reason) {
		JobMeters found = this.meters.get(jobName);
		if (found != null) {
			found.refused(reason);
		}
	}

}
