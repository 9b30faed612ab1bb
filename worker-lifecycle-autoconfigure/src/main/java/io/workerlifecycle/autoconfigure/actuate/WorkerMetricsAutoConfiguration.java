package io.workerlifecycle.autoconfigure.actuate;

import io.micrometer.core.instrument.MeterRegistry;
import io.workerlifecycle.autoconfigure.job.BackgroundJobAutoConfiguration;
import io.workerlifecycle.autoconfigure.worker.WorkerAutoConfiguration;
import io.workerlifecycle.time.TimeSource;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration for the metrics of workers, jobs and reloads.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = { WorkerAutoConfiguration.class, BackgroundJobAutoConfiguration.class },
		afterName = { "org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration",
				"org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration" })
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnBean({ MeterRegistry.class, TimeSource.class })
public final class WorkerMetricsAutoConfiguration {

	@Bean
	WorkerMetrics workerLifecycleWorkerMetrics(MeterRegistry registry, TimeSource time) {
		return new WorkerMetrics(registry, time);
	}

	@Bean
	JobMetrics workerLifecycleJobMetrics(MeterRegistry registry, TimeSource time) {
		return new JobMetrics(registry, time);
	}

	@Bean
	ReloadMetrics workerLifecycleReloadMetrics(MeterRegistry registry) {
		return new ReloadMetrics(registry);
	}

	@Bean
	static LateRegistryCloserPostProcessor workerLifecycleLateRegistryCloser() {
		return new LateRegistryCloserPostProcessor();
	}

}
