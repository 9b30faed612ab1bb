package io.workerlifecycle.autoconfigure.status;

import io.workerlifecycle.autoconfigure.process.ProcessAutoConfiguration;
import io.workerlifecycle.time.TimeSource;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/**
 * Auto-configuration for the status file of the instance that runs. There is one for one
 * PID file; without that nothing is written.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = ProcessAutoConfiguration.class)
@ConditionalOnBooleanProperty(name = "worker-lifecycle.enabled", matchIfMissing = true)
public final class StatusAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	StatusKeeper workerLifecycleStatusKeeper(ApplicationContext context, Environment environment, TimeSource time,
			ObjectProvider<HealthSource> health) {
		return new StatusKeeper(context, StatusPlace.in(environment), time, health);
	}

}
