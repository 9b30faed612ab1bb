package io.workerlifecycle.autoconfigure.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.workerlifecycle.autoconfigure.process.ProcessAutoConfiguration;
import io.workerlifecycle.worker.BackgroundWorker;
import io.workerlifecycle.worker.Worker;
import io.workerlifecycle.worker.WorkerContext;
import io.workerlifecycle.worker.WorkerHooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * What people read when a worker, or a property of it, is wrong.
 */
@Timeout(60)
@ExtendWith(OutputCaptureExtension.class)
class WorkerFaultsTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			workers.orders.stop-timeout=10                 | a number without a unit
			workers.orders.stop-timeout=soon               | no duration
			workers.orders.stop-timeout=+5                 | a number without a unit
			workers.orders.stop-timeout=999999d            | a hundred years at most
			workers.orders.stop-timeout=9999999999999999d  | no duration
			workers.orders.restart.window=999999d          | a hundred years at most
			workers.orders.stop-timeout=-5s                | must not be negative
			workers.orders.stop-timeout=                   | no duration
			workers.orders.restart.window=0s               | must be positive
			workers.orders.restart.window=10               | a number without a unit
			workers.orders.restart.initial-interval=0s     | must be positive
			workers.orders.restart.initial-interval=2m     | must be at least initial-interval PT2M
			workers.orders.restart.max-interval=1ms        | max-interval must be at least initial-interval
			workers.orders.restart.multiplier=0.5          | multiplier must be at least 1
			workers.orders.restart.jitter=2                | jitter must be between 0 and 1
			workers.orders.restart.jitter=-1               | jitter must be between 0 and 1
			workers.orders.restart.max-restarts=-1         | max-restarts must not be negative
			worker-defaults.stop-timeout=10                | a number without a unit
			worker-defaults.restart.multiplier=0.5         | multiplier must be at least 1
			workers.orders.restart.policy=sometimes        | ALWAYS
			workers.orders.enabled=perhaps                 | perhaps
			workers.orders.phase=early                     | early
			""")
	void badValueIsToldWithItsPropertyAndPlace(String setting, String fact, CapturedOutput output) {
		assertFailsToStart("--worker-lifecycle." + setting);
		String property = "worker-lifecycle." + setting.substring(0, setting.indexOf('='));
		assertThat(analysis(output)).contains(fact, property, "from property source \"commandLineArgs\"");
	}

	@Test
	void badValueInAFileIsToldWithItsLine(@TempDir Path directory, CapturedOutput output) throws IOException {
		Path file = Files.writeString(directory.resolve("orders.yml"), """
				worker-lifecycle:
				  workers:
				    orders:
				      stop-timeout: 10
				""");
		assertFailsToStart("--spring.config.location=" + file);
		assertThat(analysis(output)).contains("'worker-lifecycle.workers.orders.stop-timeout'", "orders.yml", "4:21");
	}

	@Test
	void unknownNameIsToldWithTheNamesThereAreAndItsPlace(CapturedOutput output) {
		assertFailsToStart("--worker-lifecycle.workers.oders.stop-timeout=10s");
		assertThat(analysis(output)).contains("worker-lifecycle.workers.oders.stop-timeout",
				"from property source \"commandLineArgs\"", "is for 'oders', which is not among the workers.",
				"The names there are: orders.");
	}

	@ParameterizedTest
	@ValueSource(strings = { "workers.orders.stop-timout", "workers.orders.restart.max-restart",
			"worker-defaults.stop-timout" })
	void unknownKeyIsToldWithTheKeysThereAreAndItsPlace(String key, CapturedOutput output) {
		assertFailsToStart("--worker-lifecycle." + key + "=10s");
		assertThat(analysis(output)).contains("worker-lifecycle." + key, "from property source \"commandLineArgs\"",
				"has an unknown key", "The keys there are: enabled, phase, critical, stop-timeout, restart.policy,");
	}

	@Test
	void unknownNameMayBeAWarning(CapturedOutput output) {
		try (ConfigurableApplicationContext context = application(OrdersApplication.class)
			.run("--worker-lifecycle.workers.oders.stop-timeout=10s", "--worker-lifecycle.on-unknown-name=warn")) {
			assertThat(context.isActive()).isTrue();
		}
		assertThat(output).contains("WARN", "is for 'oders', which is not among the workers.");
	}

	@Test
	void hooksThatNeverWorkAreRefused(CapturedOutput output) {
		assertFails(OnlyHooks.class);
		assertThat(analysis(output)).contains("The bean 'idle' (", "implements WorkerHooks and nothing that works",
				"Action:", "Implement Worker and put the work into run(WorkerContext).");
	}

	@Test
	void workerThatIsALifecycleIsRefused(CapturedOutput output) {
		assertFails(LifecycleApplication.class);
		assertThat(analysis(output)).contains("The worker bean 'both' (" + LifecycleWorker.class.getName() + ")",
				"is itself a Lifecycle", "Action:", "Implement only Worker");
	}

	@Test
	void twoWorkersOfOneRelaxedNameAreRefused(CapturedOutput output) {
		assertFails(OneNameTwice.class);
		assertThat(analysis(output)).contains("Two workers have one name: 'order-reader' (",
				"and 'orderReader' (" + LoopWorker.class.getName() + ")", "Case and dashes do not count", "Action:",
				"Give one of them another name");
	}

	@Test
	void illegalNameIsRefused(CapturedOutput output) {
		assertFails(IllegalName.class);
		assertThat(analysis(output)).contains("'order reader!' cannot be the name of the worker",
				"letters, digits and '-' only", "Action:", "Set another name in @BackgroundWorker(name = ...)");
	}

	@Test
	void applicationThatIsRefusedLeavesNoWorkerRunning() {
		Kept kept = new Kept(new ArrayList<>());
		assertThatException().isThrownBy(() -> application(OneNameTwice.class)
			.initializers((context) -> context.getBeanFactory().registerSingleton("kept", kept))
			.run());
		assertThat(kept.workers()).hasSize(2).allSatisfy((worker) -> assertThat(worker.begun).hasValue(0));
	}

	private static String analysis(CapturedOutput output) {
		assertThat(output).contains("APPLICATION FAILED TO START");
		String all = output.toString();
		return all.substring(all.lastIndexOf("APPLICATION FAILED TO START"));
	}

	private static void assertFailsToStart(String argument) {
		assertThatException().isThrownBy(() -> application(OrdersApplication.class).run(argument));
	}

	private static void assertFails(Class<?> application) {
		assertThatException().isThrownBy(() -> application(application).run());
	}

	private static SpringApplicationBuilder application(Class<?> source) {
		return new SpringApplicationBuilder(source, Ours.class).web(WebApplicationType.NONE)
			.bannerMode(Banner.Mode.OFF);
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ ProcessAutoConfiguration.class, WorkerAutoConfiguration.class })
	static class Ours {

	}

	@Configuration(proxyBeanMethods = false)
	static class OrdersApplication {

		@Bean
		LoopWorker orders() {
			return new LoopWorker();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OnlyHooks {

		@Bean
		WorkerHooks idle() {
			return new WorkerHooks() {
			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class LifecycleApplication {

		@Bean
		LifecycleWorker both() {
			return new LifecycleWorker();
		}

	}

	static class LifecycleWorker implements Worker, SmartLifecycle {

		@Override
		public void run(WorkerContext context) {
		}

		@Override
		public void start() {
		}

		@Override
		public void stop() {
		}

		@Override
		public boolean isRunning() {
			return false;
		}

	}

	record Kept(List<LoopWorker> workers) {
	}

	@Configuration(proxyBeanMethods = false)
	static class OneNameTwice {

		@Bean
		LoopWorker orderReader(ObjectProvider<Kept> kept) {
			return kept(kept);
		}

		@Bean
		@BackgroundWorker(name = "order-reader")
		LoopWorker other(ObjectProvider<Kept> kept) {
			return kept(kept);
		}

		private static LoopWorker kept(ObjectProvider<Kept> kept) {
			LoopWorker worker = new LoopWorker();
			kept.ifAvailable((list) -> list.workers().add(worker));
			return worker;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class IllegalName {

		@Bean
		@BackgroundWorker(name = "order reader!")
		LoopWorker orders() {
			return new LoopWorker();
		}

	}

}
