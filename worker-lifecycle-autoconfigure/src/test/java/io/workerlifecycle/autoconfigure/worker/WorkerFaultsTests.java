package io.workerlifecycle.autoconfigure.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.workerlifecycle.autoconfigure.process.ProcessAutoConfiguration;
import io.workerlifecycle.message.MessageWorker;
import io.workerlifecycle.worker.BackgroundWorker;
import io.workerlifecycle.worker.Worker;
import io.workerlifecycle.worker.WorkerContext;
import io.workerlifecycle.worker.WorkerHooks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
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
import org.springframework.messaging.Message;
import org.springframework.scheduling.annotation.Async;
import org.springframework.util.StringUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

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
			workers.orders.start-timeout=10                | a number without a unit
			workers.orders.start-timeout=0s                | start-timeout must be positive
			workers.orders.stall-timeout=60                | a number without a unit
			workers.orders.stall-timeout=-1s               | stall-timeout must not be negative
			workers.orders.on-stall=kill                   | RESTART
			workers.orders.await-running=maybe             | maybe
			workers.orders.recovery.failure-threshold=-1   | failure-threshold must not be negative
			workers.orders.recovery.failure-threshold=few  | few
			workers.orders.recovery.pause=10               | a number without a unit
			workers.orders.recovery.pause=0s               | recovery.pause must be positive
			workers.orders.recovery.extended-pause=10      | a number without a unit
			workers.orders.recovery.extended-pause=0s      | recovery.extended-pause must be positive
			workers.orders.health.interval=30              | a number without a unit
			workers.orders.health.interval=-1s             | health.interval must not be negative
			workers.orders.health.timeout=5                | a number without a unit
			workers.orders.health.timeout=0s               | health.timeout must be positive
			workers.orders.health.on-start=maybe           | maybe
			workers.orders.on-give-up=panic                | LIVENESS
			worker-defaults.stall-timeout=60               | a number without a unit
			worker-defaults.health.timeout=5               | a number without a unit
			worker-defaults.recovery.pause=0s              | recovery.pause must be positive
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
	@MethodSource("badAttributes")
	void badAttributeIsToldWithTheAnnotationAndTheWorker(Class<?> worker, String value, String fact,
			CapturedOutput output) {
		assertThatException().isThrownBy(() -> application(worker).run("--value=" + value,
				"--worker-lifecycle.worker-defaults." + "start-timeout=7s",
				"--worker-lifecycle.worker-defaults.stop-timeout=7s"));
		String attribute = StringUtils.uncapitalize(worker.getSimpleName());
		assertThat(analysis(output)).contains("The worker '" + worker.getSimpleName() + "' (" + worker.getName() + ")",
				fact, "@BackgroundWorker(" + attribute + " = \"${value}\")");
	}

	private static Stream<Arguments> badAttributes() {
		return Stream.of(
				arguments(StartTimeout.class, "10", "is '10', a number without a unit. Write '10s' for seconds"),
				arguments(StartTimeout.class, "0s", "start-timeout must be positive"),
				arguments(StopTimeout.class, "soon", "is 'soon', which is no duration"),
				arguments(StopTimeout.class, "-5s", "stop-timeout must not be negative"),
				arguments(StallTimeout.class, "999999d", "a hundred years at most"),
				arguments(StallTimeout.class, "${nothing}", "Could not resolve placeholder 'nothing'"),
				arguments(After.class, "${nothing}", "Could not resolve placeholder 'nothing'"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "workers.orders.stop-timout", "workers.orders.restart.max-restart",
			"workers.orders.recovery.pauses", "workers.orders.health.intervall", "workers.orders.stall.timeout",
			"workers.orders.stall-timeout.more", "workers.orders.after.first", "worker-defaults.health.start",
			"worker-defaults.stop-timout" })
	void unknownKeyIsToldWithTheKeysThereAreAndItsPlace(String key, CapturedOutput output) {
		assertFailsToStart("--worker-lifecycle." + key + "=10s");
		assertThat(analysis(output)).contains("worker-lifecycle." + key, "from property source \"commandLineArgs\"",
				"has an unknown key", "The keys there are: enabled, phase, after, await-running, start-timeout,",
				" recovery.pause,", " health.on-start, stall-timeout, on-stall, critical, on-give-up.");
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
				"Action:", "Implement Worker and put the work into run(WorkerContext); or MessageWorker");
	}

	@Test
	void workerThatIsALifecycleIsRefused(CapturedOutput output) {
		assertFails(LifecycleApplication.class);
		assertThat(analysis(output)).contains("The worker bean 'both' (" + LifecycleWorker.class.getName() + ")",
				"is itself a Lifecycle", "Action:", "Implement only Worker");
	}

	@Test
	void workerWhoseMethodReturnsBeforeItsWorkIsDoneIsRefused(CapturedOutput output) {
		assertFails(AsyncApplication.class);
		assertThat(analysis(output)).contains("The method process of the worker bean 'async' (", "is @Async", "Action:",
				"Remove @Async");
	}

	@Test
	void workerMayHaveOtherMethodsThatAreAsync() {
		try (ConfigurableApplicationContext context = application(AsyncHelper.class).run()) {
			assertThat(context.isActive()).isTrue();
		}
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

	@Configuration(proxyBeanMethods = false)
	static class AsyncApplication {

		@Bean
		AsyncMessages async() {
			return new AsyncMessages();
		}

	}

	static class AsyncMessages implements MessageWorker<String> {

		@Override
		@Async
		public void process(Message<String> message, WorkerContext context) {
		}

	}

	interface Helping extends WorkerHooks {

		@Async
		void help();

	}

	static class AsyncHelper extends LoopWorker implements Helping {

		@Override
		public void help() {
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

	@BackgroundWorker(startTimeout = "${value}")
	static class StartTimeout extends LoopWorker {

	}

	@BackgroundWorker(stopTimeout = "${value}")
	static class StopTimeout extends LoopWorker {

	}

	@BackgroundWorker(stallTimeout = "${value}")
	static class StallTimeout extends LoopWorker {

	}

	@BackgroundWorker(after = "${value}")
	static class After extends LoopWorker {

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
