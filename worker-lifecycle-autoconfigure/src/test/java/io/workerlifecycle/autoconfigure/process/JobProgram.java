package io.workerlifecycle.autoconfigure.process;

import io.workerlifecycle.job.BackgroundJob;
import io.workerlifecycle.job.JobsLifecycle;

import org.springframework.context.annotation.Configuration;

/**
 * One job that hardly ever fires, until {@code stop} is read.
 */
@Configuration(proxyBeanMethods = false)
class JobProgram {

	public static void main(String[] args) {
		JobsLifecycle jobs = ProcessProgram.run(JobProgram.class, args).getBean(JobsLifecycle.class);
		ProcessProgram.obey((line) -> jobs.stop());
	}

	@BackgroundJob(name = "rare", fixedRate = "10h")
	void run() {
	}

}
