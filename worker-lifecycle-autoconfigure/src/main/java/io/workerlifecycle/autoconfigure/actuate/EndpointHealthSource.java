package io.workerlifecycle.autoconfigure.actuate;

import io.workerlifecycle.autoconfigure.status.HealthSource;

import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;

/**
 * The health as Spring Boot's endpoint tells it.
 */
record EndpointHealthSource(HealthEndpoint endpoint) implements HealthSource {

	@Override
	public String status() {
		return this.endpoint.health().getStatus().getCode();
	}

}
