package io.workerlifecycle.benchmarks;

import io.workerlifecycle.job.BackgroundJob;
import io.workerlifecycle.job.BackgroundJobPostProcessor;
import io.workerlifecycle.job.JobContext;

import org.springframework.context.ConfigurableApplicationContext;

/**
 * The jobs of this starter, added to a running application.
 */
final class JobsEngine implements JobEngine {

	private final BackgroundJobPostProcessor jobs;

	private JobsEngine(ConfigurableApplicationContext context) {
		this.jobs = context.getBean(BackgroundJobPostProcessor.class);
	}

	static JobsEngine in(JobsApplication.Meters meters) {
		return new JobsEngine(JobsApplication.start(meters));
	}

	@Override
	public void add(String name, Rhythm rhythm, Firings firings) {
		this.jobs.postProcessAfterInitialization(new Declared(firings), name);
	}

	static class Declared {

		private final Firings firings;

		Declared(Firings firings) {
			this.firings = firings;
		}

		@BackgroundJob(cron = "* * * * * *")
		void run(JobContext context) {
			this.firings.run(context.scheduledTime());
		}

	}

}
