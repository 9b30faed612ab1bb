package io.workerlifecycle.autoconfigure.actuate;

import io.micrometer.core.instrument.MeterRegistry;
import io.workerlifecycle.job.JobObserver;
import io.workerlifecycle.job.JobRecorder;
import io.workerlifecycle.job.LiveJob;
import io.workerlifecycle.time.TimeSource;

/**
 * The meters of jobs, all there from the registration of the job on, so that zero shows,
 * and gone when the job is.
 */
final class JobMetrics implements JobObserver {

	private final MeterRegistry registry;

	private final TimeSource time;

	JobMetrics(MeterRegistry registry, TimeSource time) {
		this.registry = registry;
		this.time = time;
	}

	@Override
	public JobRecorder observe(String jobName, LiveJob job) {
		return new JobMeters(this.registry, this.time, jobName, job);
	}

}
