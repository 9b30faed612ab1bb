package io.workerlifecycle.benchmarks;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/**
 * An application without a web server that has this starter, and meters or not.
 */
@EnableAutoConfiguration
class JobsApplication {

	static ConfigurableApplicationContext start(Meters meters, String... arguments) {
		return start(meters, (context) -> {
		}, arguments);
	}

	static ConfigurableApplicationContext start(Meters meters,
			ApplicationContextInitializer<GenericApplicationContext> beans, String... arguments) {
		return new SpringApplicationBuilder(JobsApplication.class).web(WebApplicationType.NONE)
			.initializers(beans)
			.properties("spring.main.banner-mode=off", "logging.level.root=warn",
					"spring.autoconfigure.exclude=" + meters.excluded)
			.run(arguments);
	}

	/**
	 * What of Micrometer the application has.
	 */
	enum Meters {

		/** No registry at all. */
		NONE(Meters.QUARTZ + "," + Meters.OBSERVATION + "," + Meters.METRICS + "MetricsAutoConfiguration,"
				+ Meters.METRICS + "CompositeMeterRegistryAutoConfiguration," + Meters.METRICS
				+ "export.prometheus.PrometheusMetricsExportAutoConfiguration," + Meters.METRICS
				+ "export.simple.SimpleMetricsExportAutoConfiguration"),

		/** Meters in a registry for Prometheus, and no observations. */
		PROMETHEUS(Meters.QUARTZ + "," + Meters.OBSERVATION),

		/**
		 * Meters, and observations that become meters, as Spring Boot configures both.
		 */
		OBSERVED(Meters.QUARTZ);

		private static final String QUARTZ = "org.springframework.boot.quartz.autoconfigure.QuartzAutoConfiguration";

		private static final String METRICS = "org.springframework.boot.micrometer.metrics.autoconfigure.";

		private static final String OBSERVATION = "org.springframework.boot.micrometer.observation.autoconfigure."
				+ "ObservationAutoConfiguration";

		private final String excluded;

		Meters(String excluded) {
			this.excluded = excluded;
		}

	}

}
