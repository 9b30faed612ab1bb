package io.workerlifecycle.autoconfigure.worker;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.context.LifecycleAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import io.workerlifecycle.autoconfigure.process.ProcessAutoConfiguration;
import io.workerlifecycle.worker.BackgroundWorker;
import io.workerlifecycle.worker.RestartPolicy;
import io.workerlifecycle.worker.WorkerSettings;
import io.workerlifecycle.worker.Workers;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(60)
class WorkerSettingsTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ProcessAutoConfiguration.class, WorkerAutoConfiguration.class,
				LifecycleAutoConfiguration.class))
		.withUserConfiguration(TwoWorkers.class)
		.withPropertyValues("worker-lifecycle.auto-startup=false");

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
	@EnumSource(names = { "PHASE", "CRITICAL", "POLICY" })
	void annotationWinsOverDefaultsOfAllWorkers(Key key) {
		this.runner.withPropertyValues("worker-lifecycle.worker-defaults." + key.name + "=" + key.common)
			.run((context) -> assertThat(key.text(context.getBean(Workers.class), "annotated"))
				.isEqualTo(key.annotated));
	}

	@ParameterizedTest
	@EnumSource(mode = Mode.EXCLUDE, names = { "PHASE", "CRITICAL", "POLICY" })
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
		List<String> keys = Arrays.stream(Key.values()).map((key) -> key.name).toList();
		assertThat(keys).hasSize(WorkerProperties.class.getRecordComponents().length - 1
				+ WorkerProperties.Restart.class.getRecordComponents().length);
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

	enum Key {

		ENABLED("enabled", "false", null, "true", WorkerSettings::enabled),
		PHASE("phase", "11", "12", "13", WorkerSettings::phase),
		CRITICAL("critical", "false", "true", "false", WorkerSettings::critical),
		STOP_TIMEOUT("stop-timeout", "PT11S", null, "PT13S", WorkerSettings::stopTimeout),
		POLICY("restart.policy", "NEVER", "ON_FAILURE", "ALWAYS", (settings) -> settings.restart().policy()),
		MAX_RESTARTS("restart.max-restarts", "11", null, "13", (settings) -> settings.restart().maxRestarts()),
		WINDOW("restart.window", "PT11S", null, "PT13S", (settings) -> settings.restart().window()),
		INITIAL_INTERVAL("restart.initial-interval", "PT11S", null, "PT13S",
				(settings) -> settings.restart().initialInterval()),
		MULTIPLIER("restart.multiplier", "1.1", null, "1.3", (settings) -> settings.restart().multiplier()),
		MAX_INTERVAL("restart.max-interval", "PT11S", null, "PT13S", (settings) -> settings.restart().maxInterval()),
		JITTER("restart.jitter", "0.11", null, "0.13", (settings) -> settings.restart().jitter());

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
	static class TwoWorkers {

		@Bean
		LoopWorker orderReader() {
			return new LoopWorker();
		}

		@Bean
		@BackgroundWorker(phase = 12, critical = true, restart = RestartPolicy.ON_FAILURE)
		LoopWorker annotated() {
			return new LoopWorker();
		}

	}

}
