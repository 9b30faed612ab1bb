package io.workerlifecycle.autoconfigure.actuate;

import org.springframework.boot.autoconfigure.condition.AnyNestedCondition;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;

/**
 * Where Spring Boot would have a readiness indicator of its own.
 */
final class ReadinessIndicatorWanted extends AnyNestedCondition {

	ReadinessIndicatorWanted() {
		super(ConfigurationPhase.REGISTER_BEAN);
	}

	@ConditionalOnBooleanProperty("management.health.readinessstate.enabled")
	static class Asked {

	}

	@ConditionalOnClass(name = "org.springframework.boot.actuate.endpoint.annotation.Endpoint")
	@ConditionalOnBooleanProperty(name = "management.endpoint.health.probes.enabled", matchIfMissing = true)
	static class Probes {

	}

}
