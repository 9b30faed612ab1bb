package io.workerlifecycle.autoconfigure.actuate;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.micrometer.core.instrument.MeterRegistry;
import io.workerlifecycle.job.JobExecution;
import io.workerlifecycle.job.JobObserver;
import io.workerlifecycle.job.LiveJob;
import io.workerlifecycle.job.RefusalReason;
import io.workerlifecycle.time.TimeSource;

/**
 * The meters of jobs, all there from the registration of the job on, so that zero shows,
 * and gone when the job is.
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
	public void registered(String jobName, LiveJob job) {
		this.meters.put(jobName, new JobMeters(this.registry, this.time, jobName, job));
	}

	@Override
	public void removed(String jobName) {
		JobMeters known = this.meters.remove(jobName);
		if (known != null) {
			known.remove();
		}
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
