package io.workerlifecycle.autoconfigure.actuate;

import io.workerlifecycle.autoconfigure.status.HealthSource;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.HealthEndpointAutoConfiguration;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration for the health in the status file.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = HealthEndpointAutoConfiguration.class)
@ConditionalOnBooleanProperty(name = "worker-lifecycle.enabled", matchIfMissing = true)
@ConditionalOnClass({ HealthEndpoint.class, HealthEndpointAutoConfiguration.class })
public final class StatusHealthAutoConfiguration {

	@Bean
	@ConditionalOnBean(HealthEndpoint.class)
	@ConditionalOnMissingBean(HealthSource.class)
	EndpointHealthSource workerLifecycleStatusHealth(HealthEndpoint endpoint) {
		return new EndpointHealthSource(endpoint);
	}

}
