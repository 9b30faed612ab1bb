package io.workerlifecycle.autoconfigure.actuate;

import io.workerlifecycle.autoconfigure.status.HealthSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.HealthEndpointAutoConfiguration;
import org.springframework.boot.health.autoconfigure.contributor.HealthContributorAutoConfiguration;
import org.springframework.boot.health.autoconfigure.registry.HealthContributorRegistryAutoConfiguration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(60)
class StatusHealthTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withPropertyValues("management.endpoints.web.exposure.include=health",
				"management.endpoints.jmx.exposure.include=health", "spring.jmx.enabled=true")
		.withBean("paperHealthIndicator", HealthIndicator.class, () -> () -> Health.outOfService().build())
		.withConfiguration(AutoConfigurations.of(HealthContributorRegistryAutoConfiguration.class,
				HealthContributorAutoConfiguration.class, HealthEndpointAutoConfiguration.class,
				StatusHealthAutoConfiguration.class));

	@Test
	void healthIsThatOfTheEndpoint() {
		this.runner
			.run((context) -> assertThat(context.getBean(HealthSource.class).status()).isEqualTo("OUT_OF_SERVICE"));
	}

	@Test
	void healthSourceOfTheUserWins() {
		this.runner.withBean(HealthSource.class, () -> () -> "MINE")
			.run((context) -> assertThat(context.getBean(HealthSource.class).status()).isEqualTo("MINE"));
	}

	@Test
	void withoutTheEndpointThereIsNoHealth() {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(StatusHealthAutoConfiguration.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(HealthSource.class));
	}

	@Test
	void withoutHealthOnTheClassPathThereIsNone() {
		new ApplicationContextRunner().withClassLoader(new FilteredClassLoader("org.springframework.boot.health"))
			.withConfiguration(AutoConfigurations.of(StatusHealthAutoConfiguration.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(HealthSource.class));
	}

}
