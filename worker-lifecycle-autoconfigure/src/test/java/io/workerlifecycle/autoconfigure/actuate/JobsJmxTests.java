package io.workerlifecycle.autoconfigure.actuate;

import java.util.Arrays;
import java.util.Map;

import javax.management.MBeanOperationInfo;
import javax.management.MBeanParameterInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;

import io.workerlifecycle.autoconfigure.job.BackgroundJobAutoConfiguration;
import io.workerlifecycle.autoconfigure.process.ProcessAutoConfiguration;
import io.workerlifecycle.job.BackgroundJob;
import io.workerlifecycle.job.BackgroundJobs;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.jmx.JmxEndpointAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.context.LifecycleAutoConfiguration;
import org.springframework.boot.autoconfigure.jmx.JmxAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The endpoint {@code backgroundjobs} over JMX.
 */
@Timeout(60)
class JobsJmxTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ProcessAutoConfiguration.class, BackgroundJobAutoConfiguration.class,
				LifecycleAutoConfiguration.class, WorkerEndpointsAutoConfiguration.class, JmxAutoConfiguration.class,
				EndpointAutoConfiguration.class, JmxEndpointAutoConfiguration.class))
		.withBean(Nightly.class)
		.withPropertyValues("spring.jmx.enabled=true", "management.endpoints.jmx.exposure.include=backgroundjobs");

	private final ApplicationContextRunner unrestricted = this.runner
		.withPropertyValues("management.endpoint.backgroundjobs.access=UNRESTRICTED");

	@Test
	void withoutAccessThereIsNoCommand() {
		this.runner.run((context) -> assertThat(operations(context)).extracting(MBeanOperationInfo::getName)
			.containsExactlyInAnyOrder("jobs", "job"));
	}

	@Test
	void commandTakesNamedParameters() {
		this.unrestricted.run((context) -> assertThat(operations(context))
			.filteredOn((operation) -> operation.getName().equals("command"))
			.singleElement()
			.satisfies((command) -> assertThat(command.getSignature()).extracting(MBeanParameterInfo::getName)
				.containsExactly("name", "action", "cron", "zone", "fixedRate", "fixedDelay", "at", "mode")));
	}

	@Test
	void commandIsObeyedAndAnsweredWithTheJob() {
		this.unrestricted.run((context) -> {
			Map<?, ?> answer = command(context, "nightly", "reschedule", null, null, "10m", null, null, null);
			assertThat(answer.get("status")).isEqualTo(200);
			assertThat((Map<?, ?>) answer.get("body")).extracting("name").isEqualTo("nightly");
			assertThat(context.getBean(BackgroundJobs.class).find("nightly").orElseThrow().trigger())
				.hasToString("every 10m");
		});
	}

	@Test
	void unknownActionIsAnsweredWithTheOnesThereAre() {
		this.unrestricted.run((context) -> {
			Map<?, ?> answer = command(context, "nightly", "explode", null, null, null, null, null, null);
			assertThat(answer.get("status")).isEqualTo(400);
			assertThat((Map<?, ?>) answer.get("body")).extracting("actions")
				.asInstanceOf(InstanceOfAssertFactories.LIST)
				.hasSize(7);
		});
	}

	private static Map<?, ?> command(ApplicationContext context, Object... parameters) throws Exception {
		String[] texts = new String[parameters.length];
		Arrays.fill(texts, String.class.getName());
		return (Map<?, ?>) context.getBean(MBeanServer.class).invoke(endpoint(), "command", parameters, texts);
	}

	private static MBeanOperationInfo[] operations(ApplicationContext context) throws Exception {
		return context.getBean(MBeanServer.class).getMBeanInfo(endpoint()).getOperations();
	}

	private static ObjectName endpoint() throws Exception {
		return new ObjectName("org.springframework.boot:type=Endpoint,name=Backgroundjobs");
	}

	static class Nightly {

		@BackgroundJob(name = "nightly", cron = "0 0 3 * * *")
		void run() {
		}

	}

}
