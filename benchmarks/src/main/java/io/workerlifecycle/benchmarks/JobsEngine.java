package io.workerlifecycle.benchmarks;

import java.time.Duration;
import java.time.Instant;

import io.workerlifecycle.job.BackgroundJobs;
import io.workerlifecycle.job.JobDefinition;

/**
 * The jobs of this starter, added to a running application.
 */
final class JobsEngine implements JobEngine {

	private final BackgroundJobs jobs;

	private JobsEngine(BackgroundJobs jobs) {
		this.jobs = jobs;
	}

	static JobsEngine in(JobsApplication.Meters meters) {
		return new JobsEngine(JobsApplication.start(meters).getBean(BackgroundJobs.class));
	}

	@Override
	public void add(String name, Rhythm rhythm, Firings firings) {
		JobDefinition.Builder job = JobDefinition.named(name);
		this.jobs.add(when(job, rhythm).action((context) -> firings.run(context.scheduledTime())));
	}

	private static JobDefinition.Builder when(JobDefinition.Builder job, Rhythm rhythm) {
		if (rhythm instanceof Rhythm.EachSecond each) {
			return job.fixedRate(Rhythm.EachSecond.INTERVAL)
				.initialDelay(Duration.between(Instant.now(), each.first()));
		}
		return job.cron(((Rhythm.Cron) rhythm).expression());
	}

}
