package io.workerlifecycle.autoconfigure.process;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

import io.workerlifecycle.autoconfigure.properties.WorkerLifecycleProperties;
import io.workerlifecycle.thread.KeepAlive;
import io.workerlifecycle.time.SystemTimeSource;
import io.workerlifecycle.time.TimeSource;

/**
 * Auto-configuration for what workers and jobs share.
 *
 * @since 0.1.0
 */
@AutoConfiguration
@ConditionalOnBooleanProperty(name = "worker-lifecycle.enabled", matchIfMissing = true)
@EnableConfigurationProperties(WorkerLifecycleProperties.class)
public final class ProcessAutoConfiguration {

	@Bean(destroyMethod = "close")
	@ConditionalOnMissingBean(TimeSource.class)
	SystemTimeSource workerLifecycleTimeSource() {
		return new SystemTimeSource();
	}

	@Bean
	@ConditionalOnMissingBean
	KeepAlive workerLifecycleKeepAlive() {
		return new KeepAlive();
	}

}
