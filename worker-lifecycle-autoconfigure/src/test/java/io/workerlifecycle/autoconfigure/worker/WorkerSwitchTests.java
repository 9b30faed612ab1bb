package io.workerlifecycle.autoconfigure.worker;

import java.util.Arrays;

import io.workerlifecycle.autoconfigure.process.ProcessAutoConfiguration;
import io.workerlifecycle.worker.DesiredState;
import io.workerlifecycle.worker.WorkerState;
import io.workerlifecycle.worker.Workers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.context.LifecycleAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static io.workerlifecycle.autoconfigure.worker.WorkerRegistrationTests.awaitRunning;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

@Timeout(60)
class WorkerSwitchTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ProcessAutoConfiguration.class, WorkerAutoConfiguration.class,
				LifecycleAutoConfiguration.class))
		.withBean("loop", LoopWorker.class);

	@Test
	void starterThatIsDisabledLeavesNoBean() {
		try (ConfigurableApplicationContext context = new SpringApplicationBuilder(WholeApplication.class)
			.web(WebApplicationType.NONE)
			.run("--worker-lifecycle.enabled=false")) {
			assertThat(Arrays.stream(context.getBeanDefinitionNames())
				.filter((name) -> !name.equals("loop"))
				.map(context::getType)
				.map(Class::getName)
				.filter((type) -> !type.startsWith(WorkerSwitchTests.class.getName())))
				.noneMatch((type) -> type.startsWith("io.workerlifecycle"));
			assertThat(context.getBean(LoopWorker.class).begun).hasValue(0);
		}
	}

	@Test
	void withoutAutoStartupNothingStarts() {
		this.runner.withPropertyValues("worker-lifecycle.auto-startup=false").run((context) -> {
			Workers workers = context.getBean(Workers.class);
			assertThat(workers.find("loop")).hasValueSatisfying((worker) -> {
				assertThat(worker.state()).isEqualTo(WorkerState.INITIALIZING);
				assertThat(worker.desired()).isEqualTo(DesiredState.STOPPED);
			});
			assertThat(context.getBean(LoopWorker.class).begun).hasValue(0);
		});
	}

	@Test
	void withoutAutoStartupAWorkerStartsByHand() {
		this.runner.withPropertyValues("worker-lifecycle.auto-startup=false").run((context) -> {
			context.getBean(Workers.class).start("loop");
			awaitRunning(context.getBean(Workers.class), "loop");
		});
	}

	@Test
	void workerStartedByHandIsStoppedWithItsContext() {
		LoopWorker[] loop = new LoopWorker[1];
		this.runner.withPropertyValues("worker-lifecycle.auto-startup=false").run((context) -> {
			context.getBean(Workers.class).start("loop");
			awaitRunning(context.getBean(Workers.class), "loop");
			loop[0] = context.getBean(LoopWorker.class);
		});
		assertThat(loop[0].alive).hasValue(0);
	}

	@Test
	void disabledWorkerIsListedAndNotStarted() {
		this.runner.withPropertyValues("worker-lifecycle.workers.loop.enabled=false").run((context) -> {
			assertThat(context.getBean(Workers.class).find("loop")).hasValueSatisfying(
					(worker) -> assertThat(worker.state()).isIn(WorkerState.INITIALIZING, WorkerState.STOPPED));
			assertThat(context.getBean(LoopWorker.class).begun).hasValue(0);
		});
	}

	@Test
	void disabledWorkerCannotBeStarted() {
		this.runner.withPropertyValues("worker-lifecycle.workers.loop.enabled=false")
			.run((context) -> assertThatIllegalStateException()
				.isThrownBy(() -> context.getBean(Workers.class).start("loop"))
				.withMessageContaining("worker-lifecycle.workers.loop.enabled=true"));
	}

	@Test
	void disabledWorkerStaysSoWhenTheContextRestarts() {
		this.runner.withPropertyValues("worker-lifecycle.workers.loop.enabled=false").run((context) -> {
			context.getSourceApplicationContext().stop();
			context.getSourceApplicationContext().start();
			Workers workers = context.getBean(Workers.class);
			workers.pause("loop");
			await().untilAsserted(() -> assertThat(workers.find("loop").orElseThrow().paused()).isTrue());
			assertThat(context.getBean(LoopWorker.class).begun).hasValue(0);
		});
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class WholeApplication {

		@Bean
		LoopWorker loop() {
			return new LoopWorker();
		}

	}

}
