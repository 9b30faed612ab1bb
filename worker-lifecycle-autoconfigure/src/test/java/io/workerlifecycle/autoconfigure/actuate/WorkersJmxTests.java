package io.workerlifecycle.autoconfigure.actuate;

import java.util.Map;

import javax.management.MBeanOperationInfo;
import javax.management.MBeanParameterInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;

import io.workerlifecycle.autoconfigure.process.ProcessAutoConfiguration;
import io.workerlifecycle.autoconfigure.worker.LoopWorker;
import io.workerlifecycle.autoconfigure.worker.WorkerAutoConfiguration;
import io.workerlifecycle.worker.WorkerSnapshot;
import io.workerlifecycle.worker.WorkerState;
import io.workerlifecycle.worker.Workers;
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
import static org.awaitility.Awaitility.await;

/**
 * The endpoint {@code workers} over JMX.
 */
@Timeout(60)
class WorkersJmxTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ProcessAutoConfiguration.class, WorkerAutoConfiguration.class,
				LifecycleAutoConfiguration.class, WorkerEndpointsAutoConfiguration.class, JmxAutoConfiguration.class,
				EndpointAutoConfiguration.class, JmxEndpointAutoConfiguration.class))
		.withBean("loop", LoopWorker.class)
		.withPropertyValues("spring.jmx.enabled=true", "management.endpoints.jmx.exposure.include=workers");

	private final ApplicationContextRunner unrestricted = this.runner
		.withPropertyValues("management.endpoint.workers.access=UNRESTRICTED");

	@Test
	void withoutAccessThereIsNoCommand() {
		this.runner.run((context) -> assertThat(operations(context)).extracting(MBeanOperationInfo::getName)
			.containsExactlyInAnyOrder("workers", "worker"));
	}

	@Test
	void commandTakesANameAndAnAction() {
		this.unrestricted.run((context) -> assertThat(operations(context))
			.filteredOn((operation) -> operation.getName().equals("command"))
			.singleElement()
			.satisfies((command) -> assertThat(command.getSignature()).extracting(MBeanParameterInfo::getName)
				.containsExactly("name", "action")));
	}

	@Test
	void commandIsObeyedAndAnsweredWithTheWorker() {
		this.unrestricted.run((context) -> {
			Map<?, ?> answer = command(context, "loop", "pause");
			assertThat(answer.get("status")).isEqualTo(200);
			assertThat((Map<?, ?>) answer.get("body")).extracting("name").isEqualTo("loop");
			await().until(() -> context.getBean(Workers.class).find("loop").filter(WorkerSnapshot::paused).isPresent());
		});
	}

	@Test
	void unknownActionIsAnsweredWithTheOnesThereAre() {
		this.unrestricted.run((context) -> {
			Map<?, ?> answer = command(context, "loop", "explode");
			assertThat(answer.get("status")).isEqualTo(400);
			assertThat((Map<?, ?>) answer.get("body")).extracting("actions")
				.asInstanceOf(InstanceOfAssertFactories.LIST)
				.hasSize(5);
		});
	}

	private static Map<?, ?> command(ApplicationContext context, String name, String action) throws Exception {
		await().until(() -> context.getBean(Workers.class).find("loop").orElseThrow().state() == WorkerState.RUNNING);
		String text = String.class.getName();
		return (Map<?, ?>) context.getBean(MBeanServer.class)
			.invoke(endpoint(), "command", new Object[] { name, action }, new String[] { text, text });
	}

	private static MBeanOperationInfo[] operations(ApplicationContext context) throws Exception {
		return context.getBean(MBeanServer.class).getMBeanInfo(endpoint()).getOperations();
	}

	private static ObjectName endpoint() throws Exception {
		return new ObjectName("org.springframework.boot:type=Endpoint,name=Workers");
	}

}
