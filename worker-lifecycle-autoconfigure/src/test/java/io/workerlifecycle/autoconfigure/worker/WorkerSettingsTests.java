package io.workerlifecycle.autoconfigure.worker;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

import io.workerlifecycle.autoconfigure.process.ProcessAutoConfiguration;
import io.workerlifecycle.name.RelaxedName;
import io.workerlifecycle.worker.BackgroundWorker;
import io.workerlifecycle.worker.GiveUpAction;
import io.workerlifecycle.worker.RestartPolicy;
import io.workerlifecycle.worker.StartOrder;
import io.workerlifecycle.worker.WorkerSettings;
import io.workerlifecycle.worker.Workers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.context.LifecycleAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(60)
class WorkerSettingsTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ProcessAutoConfiguration.class, WorkerAutoConfiguration.class,
				LifecycleAutoConfiguration.class))
		.withUserConfiguration(SomeWorkers.class)
		.withPropertyValues("worker-lifecycle.auto-startup=false", "worker-lifecycle.workers.first.after=",
				"worker-lifecycle.workers.second.after=", "worker-lifecycle.workers.third.after=");

	@ParameterizedTest
	@EnumSource
	void builtInValueHoldsWhereNothingIsSaid(Key key) {
		this.runner.run((context) -> assertThat(key.of(context.getBean(Workers.class), "orderReader"))
			.isEqualTo(key.read.apply(WorkerSettings.STANDARD)));
	}

	@ParameterizedTest
	@EnumSource
	void defaultsOfAllWorkersWinOverWhatIsBuiltIn(Key key) {
		this.runner.withPropertyValues("worker-lifecycle.worker-defaults." + key.name + "=" + key.common)
			.run((context) -> assertThat(key.text(context.getBean(Workers.class), "orderReader"))
				.isEqualTo(key.common));
	}

	@ParameterizedTest
	@MethodSource("annotatedKeys")
	void annotationWinsOverDefaultsOfAllWorkers(Key key) {
		this.runner.withPropertyValues("worker-lifecycle.worker-defaults." + key.name + "=" + key.common)
			.run((context) -> assertThat(key.text(context.getBean(Workers.class), "annotated"))
				.isEqualTo(key.annotated));
	}

	@ParameterizedTest
	@MethodSource("otherKeys")
	void defaultsOfAllWorkersReachAnAnnotatedWorkerToo(Key key) {
		this.runner.withPropertyValues("worker-lifecycle.worker-defaults." + key.name + "=" + key.common)
			.run((context) -> assertThat(key.text(context.getBean(Workers.class), "annotated")).isEqualTo(key.common));
	}

	@ParameterizedTest
	@EnumSource
	void propertyOfTheWorkerWinsOverEverything(Key key) {
		this.runner
			.withPropertyValues("worker-lifecycle.worker-defaults." + key.name + "=" + key.common,
					"worker-lifecycle.workers.annotated." + key.name + "=" + key.own)
			.run((context) -> {
				assertThat(key.text(context.getBean(Workers.class), "annotated")).isEqualTo(key.own);
				assertThat(key.text(context.getBean(Workers.class), "orderReader")).isEqualTo(key.common);
			});
	}

	@Test
	void everyKeyIsTested() {
		assertThat(Arrays.stream(Key.values()).map((key) -> key.name))
			.containsExactlyInAnyOrderElementsOf(keys("", WorkerProperties.class).toList());
	}

	@Test
	void attributeThatSpellsOutItsDefaultLeavesItToTheDefaultsOfAllWorkers() {
		this.runner
			.withPropertyValues("worker-lifecycle.worker-defaults.critical=true",
					"worker-lifecycle.worker-defaults.await-running=true",
					"worker-lifecycle.worker-defaults.start-timeout=11s")
			.run((context) -> {
				WorkerSettings settings = settings(context, "spelledOut");
				assertThat(settings.critical()).isTrue();
				assertThat(settings.order().awaitRunning()).isTrue();
				assertThat(settings.startTimeout()).isEqualTo(Duration.ofSeconds(11));
			});
	}

	@Test
	void propertyOfTheWorkerTakesBackWhatTheAnnotationSays() {
		this.runner
			.withPropertyValues("worker-lifecycle.workers.annotated.await-running=false",
					"worker-lifecycle.workers.annotated.after=")
			.run((context) -> assertThat(settings(context, "annotated").order())
				.isEqualTo(new StartOrder(12, List.of(), false)));
	}

	@ParameterizedTest
	@ValueSource(strings = { "after=first,second", "after=first, second", "after[0]=first|after[1]=second" })
	void afterTakesSeveralNamesInEitherForm(String properties) {
		String[] lines = Arrays.stream(properties.split("\\|"))
			.map((line) -> "worker-lifecycle.workers.order-reader." + line)
			.toArray(String[]::new);
		this.runner.withPropertyValues(lines)
			.run((context) -> assertThat(settings(context, "orderReader").order().after()).containsExactly("first",
					"second"));
	}

	@Test
	void zeroSwitchesOffWhatWatchesTheWorker() {
		this.runner
			.withPropertyValues("worker-lifecycle.worker-defaults.stall-timeout=5m",
					"worker-lifecycle.workers.order-reader.stall-timeout=0s",
					"worker-lifecycle.workers.order-reader.health.interval=0s",
					"worker-lifecycle.workers.order-reader.recovery.failure-threshold=0")
			.run((context) -> {
				WorkerSettings settings = settings(context, "orderReader");
				assertThat(settings.stall().enabled()).isFalse();
				assertThat(settings.health().interval()).isZero();
				assertThat(settings.recovery().failureThreshold()).isZero();
			});
	}

	@ParameterizedTest
	@CsvSource({ "on-give-up, liveness", "on-give-up, LIVENESS", "onGiveUp, liveness" })
	void caseOfAChoiceDoesNotCount(String key, String value) {
		this.runner.withPropertyValues("worker-lifecycle.workers.order-reader." + key + "=" + value)
			.run((context) -> assertThat(settings(context, "orderReader").onGiveUp()).isEqualTo(GiveUpAction.LIVENESS));
	}

	@Test
	void propertiesOfAWorkerThatIsAddedLaterAreKeptForIt() {
		this.runner
			.withPropertyValues("worker-lifecycle.on-unknown-name=warn",
					"worker-lifecycle.workers.late.stop-timeout=7s")
			.run((context) -> {
				context.getBean(Workers.class).add("late", new LoopWorker());
				assertThat(settings(context, "late").stopTimeout()).isEqualTo(Duration.ofSeconds(7));
			});
	}

	@ParameterizedTest
	@ValueSource(strings = { "worker-lifecycle.workers.orderReader.stopTimeout=7s",
			"worker-lifecycle.workers.order-reader.stop-timeout=7s",
			"worker-lifecycle.workers.orderreader.stop-timeout=7s",
			"worker-lifecycle.workers.order-reader.stop_timeout=7s",
			"worker-lifecycle.workers.order-reader.stop-timeout=PT7S",
			"worker-lifecycle.workers.order-reader.stop-timeout=7000ms" })
	void formOfNamesAndDurationsDoesNotCount(String property) {
		this.runner.withPropertyValues(property)
			.run((context) -> assertThat(Key.STOP_TIMEOUT.of(context.getBean(Workers.class), "orderReader"))
				.isEqualTo(Duration.ofSeconds(7)));
	}

	@ParameterizedTest
	@ValueSource(strings = { "WORKERLIFECYCLE_WORKERS_ORDERREADER_STOPTIMEOUT",
			"WORKER_LIFECYCLE_WORKERS_ORDER_READER_STOP_TIMEOUT" })
	void environmentVariableReachesTheWorker(String variable) {
		this.runner
			.withInitializer((context) -> context.getEnvironment()
				.getPropertySources()
				.replace(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
						new SystemEnvironmentPropertySource(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
								Map.of(variable, "7s"))))
			.run((context) -> assertThat(Key.STOP_TIMEOUT.of(context.getBean(Workers.class), "orderReader"))
				.isEqualTo(Duration.ofSeconds(7)));
	}

	private static WorkerSettings settings(ApplicationContext context, String worker) {
		return context.getBean(Workers.class).find(worker).orElseThrow().settings();
	}

	private static Stream<Key> annotatedKeys() {
		return Arrays.stream(Key.values()).filter((key) -> key.annotated != null);
	}

	private static Stream<Key> otherKeys() {
		return Arrays.stream(Key.values()).filter((key) -> key.annotated == null);
	}

	private static Stream<String> keys(String prefix, Class<?> type) {
		return Arrays.stream(type.getRecordComponents()).flatMap((component) -> {
			String key = prefix + RelaxedName.of(component.getName()).dashed();
			return component.getType().isRecord() ? keys(key + ".", component.getType()) : Stream.of(key);
		});
	}

	enum Key {

		ENABLED("enabled", "false", null, "true", WorkerSettings::enabled),
		PHASE("phase", "11", "12", "13", WorkerSettings::phase),
		AFTER("after", "first", "second", "third", (settings) -> String.join(",", settings.order().after())),
		AWAIT_RUNNING("await-running", "false", "true", "false", (settings) -> settings.order().awaitRunning()),
		START_TIMEOUT("start-timeout", "PT11S", "PT12S", "PT13S", WorkerSettings::startTimeout),
		STOP_TIMEOUT("stop-timeout", "PT11S", "PT12S", "PT13S", WorkerSettings::stopTimeout),
		POLICY("restart.policy", "NEVER", "ON_FAILURE", "ALWAYS", (settings) -> settings.restart().policy()),
		MAX_RESTARTS("restart.max-restarts", "11", null, "13", (settings) -> settings.restart().maxRestarts()),
		WINDOW("restart.window", "PT11S", null, "PT13S", (settings) -> settings.restart().window()),
		INITIAL_INTERVAL("restart.initial-interval", "PT11S", null, "PT13S",
				(settings) -> settings.restart().initialInterval()),
		MULTIPLIER("restart.multiplier", "1.1", null, "1.3", (settings) -> settings.restart().multiplier()),
		MAX_INTERVAL("restart.max-interval", "PT11S", null, "PT13S", (settings) -> settings.restart().maxInterval()),
		JITTER("restart.jitter", "0.11", null, "0.13", (settings) -> settings.restart().jitter()),
		FAILURE_THRESHOLD("recovery.failure-threshold", "11", null, "13",
				(settings) -> settings.recovery().failureThreshold()),
		PAUSE("recovery.pause", "PT11S", null, "PT13S", (settings) -> settings.recovery().pause()),
		EXTENDED_PAUSE("recovery.extended-pause", "PT11S", null, "PT13S",
				(settings) -> settings.recovery().extendedPause()),
		HEALTH_INTERVAL("health.interval", "PT11S", null, "PT13S", (settings) -> settings.health().interval()),
		HEALTH_TIMEOUT("health.timeout", "PT11S", null, "PT13S", (settings) -> settings.health().timeout()),
		HEALTH_ON_START("health.on-start", "false", null, "true", (settings) -> settings.health().onStart()),
		STALL_TIMEOUT("stall-timeout", "PT11S", "PT12S", "PT13S", (settings) -> settings.stall().timeout()),
		ON_STALL("on-stall", "RESTART", null, "REPORT", (settings) -> settings.stall().action()),
		CRITICAL("critical", "false", "true", "false", WorkerSettings::critical),
		ON_GIVE_UP("on-give-up", "EXIT", null, "LIVENESS", WorkerSettings::onGiveUp);

		private final String name;

		private final String common;

		private final String annotated;

		private final String own;

		private final Function<WorkerSettings, Object> read;

		Key(String name, String common, String annotated, String own, Function<WorkerSettings, Object> read) {
			this.name = name;
			this.common = common;
			this.annotated = annotated;
			this.own = own;
			this.read = read;
		}

		Object of(Workers workers, String worker) {
			return this.read.apply(workers.find(worker).orElseThrow().settings());
		}

		String text(Workers workers, String worker) {
			return of(workers, worker).toString();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class SomeWorkers {

		@Bean
		LoopWorker orderReader() {
			return new LoopWorker();
		}

		@Bean
		@BackgroundWorker(phase = 12, after = "second", awaitRunning = true, startTimeout = "12s", stopTimeout = "12s",
				stallTimeout = "12s", critical = true, restart = RestartPolicy.ON_FAILURE)
		LoopWorker annotated() {
			return new LoopWorker();
		}

		@Bean
		@BackgroundWorker(phase = StartOrder.STANDARD_PHASE, after = {}, awaitRunning = false, startTimeout = "",
				critical = false)
		LoopWorker spelledOut() {
			return new LoopWorker();
		}

		@Bean
		@BackgroundWorker(phase = 1)
		LoopWorker first() {
			return new LoopWorker();
		}

		@Bean
		@BackgroundWorker(phase = 1)
		LoopWorker second() {
			return new LoopWorker();
		}

		@Bean
		@BackgroundWorker(phase = 1)
		LoopWorker third() {
			return new LoopWorker();
		}

	}

}
