package io.workerlifecycle.autoconfigure.job;

import io.workerlifecycle.autoconfigure.properties.BoundProperties;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.core.env.Environment;
import org.springframework.util.Assert;

/**
 * The settings of what executions of jobs run on.
 *
 * @param maxConcurrency Maximum number of executions that run at once, on virtual threads
 * too; others wait for them. By default the number of processors.
 */
@ConfigurationProperties(JobExecutorProperties.PREFIX)
record JobExecutorProperties(@Nullable Integer maxConcurrency) {

	static final String PREFIX = "worker-lifecycle.job-executor";

	JobExecutorProperties {
		Assert.isTrue(maxConcurrency == null || maxConcurrency > 0,
				() -> "worker-lifecycle.job-executor.max-concurrency is '" + maxConcurrency
						+ "', and no execution could ever run. Write a number from 1 on");
	}

	static int most(Environment environment) {
		return BoundProperties.bind(environment, PREFIX, JobExecutorProperties.class).value().most();
	}

	private int most() {
		return (this.maxConcurrency != null) ? this.maxConcurrency : Runtime.getRuntime().availableProcessors();
	}

}
