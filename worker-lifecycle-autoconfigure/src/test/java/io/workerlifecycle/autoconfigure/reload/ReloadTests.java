package io.workerlifecycle.autoconfigure.reload;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.workerlifecycle.job.BackgroundJob;
import io.workerlifecycle.job.BackgroundJobs;
import io.workerlifecycle.job.JobSnapshot;
import io.workerlifecycle.reload.ChangedProperty;
import io.workerlifecycle.reload.ReloadCause;
import io.workerlifecycle.reload.ReloadChange;
import io.workerlifecycle.reload.ReloadOutcome;
import io.workerlifecycle.reload.ReloadResult;
import io.workerlifecycle.reload.Reloadable;
import io.workerlifecycle.reload.Reloads;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.PropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@Timeout(120)
@ExtendWith(OutputCaptureExtension.class)
class ReloadTests {

	@TempDir
	Path directory;

	@Test
	void goodConfigurationReachesEnvironmentBeansAndJobs() {
		try (Reloading application = start(
				"orders: { poll: 1s, size: 3 }\nworker-lifecycle.jobs.sweep.fixed-rate: 1h")) {
			application.apply("orders: { poll: 2s, size: 3 }\nworker-lifecycle.jobs.sweep.fixed-rate: 2h");
			assertThat(application.property("orders.poll")).isEqualTo("2s");
			assertThat(application.bean(Poller.class).settings.poll()).isEqualTo(Duration.ofSeconds(2));
			assertThat(job(application).trigger()).hasToString("every 2h");
		}
	}

	@Test
	void resultNamesWhatChanged(CapturedOutput output) {
		try (Reloading application = start("orders: { poll: 1s, size: 3 }")) {
			ReloadResult result = application.reload("orders: { poll: 2s, api-key: abcdefgh }");
			assertThat(result.changes()).containsExactly(new ChangedProperty("orders.api-key", null, "******"),
					new ChangedProperty("orders.poll", "1s", "2s"), new ChangedProperty("orders.size", "3", null));
			assertThat(output).contains("Reloaded by code: 3 properties changed").contains("orders.poll: '1s' -> '2s'");
		}
	}

	@Test
	void nothingIsDoneWhenNothingChanged() {
		try (Reloading application = start("orders.poll: 1s\norders.id: ${random.uuid}")) {
			ReloadResult result = application.reload("# a comment\norders.poll: 1s\norders.id: ${random.uuid}");
			assertThat(result.outcome()).isEqualTo(ReloadOutcome.UNCHANGED);
			assertThat(application.bean(Poller.class).told).isEmpty();
		}
	}

	@Test
	void brokenFileIsNamedWithItsLineAndWithoutItsContent() {
		try (Reloading application = start("orders.poll: 1s")) {
			assertThat(application.refusal("orders.poll: 2s\npassword: hunter2 : x\n"))
				.contains(this.directory + "/application.yml")
				.contains("line 2")
				.doesNotContain("hunter2");
			assertThat(application.property("orders.poll")).isEqualTo("1s");
		}
	}

	@Test
	void badValueIsNamedWithItsPlace() {
		try (Reloading application = start("orders.poll: 1s")) {
			assertThat(application.refusal("orders.poll: soon\n")).contains("orders.poll")
				.contains("soon")
				.contains(this.directory + "/application.yml")
				.contains("1:14");
			assertThat(application.property("orders.poll")).isEqualTo("1s");
			assertThat(application.bean(Poller.class).told).isEmpty();
		}
	}

	@Test
	void badValueOfABeanThatNobodyReloadsIsRefused() {
		try (Reloading application = start("stock.age: 1s")) {
			assertThat(application.refusal("stock.age: soon\n")).contains("stock.age");
			assertThat(application.property("stock.age")).isEqualTo("1s");
		}
	}

	@Test
	void propertyOfATreeThatNobodyHasReadHasItsOldValue() {
		write("tree/unread", "one");
		String imports = "spring.config.import: 'configtree:" + this.directory + "/tree/'\n";
		try (Reloading application = start(imports)) {
			write("tree/unread", "two");
			assertThat(application.reload(imports).changes())
				.containsExactly(new ChangedProperty("unread", "one", "two"));
		}
	}

	@Test
	void secretThatIsRefusedIsNotTold(CapturedOutput output) {
		try (Reloading application = start("orders.poll: 1s")) {
			assertThat(application.refusal("orders.poll: 1s\norders.password: hunter22")).contains("******");
			assertThat(output).doesNotContain("hunter22");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "worker-lifecycle.jobs.swep.fixed-rate: 1h", "worker-lifecycle.jobs.sweep.fixed-rate: 10",
			"worker-lifecycle.jobs.sweep.corn: x", "orders.refuse: check", "orders.refuse: apply",
			"logging.level.app: LOUD", "worker-lifecycle.shutdown.budget: 25" })
	void refusalByAnybodyLeavesEverythingAsItWas(String mistake) {
		String before = "orders.poll: 1s\nlogging.level.app: DEBUG\n";
		try (Reloading application = start(before)) {
			List<PropertySource<?>> sources = sources(application);
			JobSnapshot job = job(application);
			application.refusal("orders.poll: 2s\nlogging.level.other: DEBUG\nworker-lifecycle.jobs.sweep.cron: '-'\n"
					+ mistake + "\n");
			assertThat(sources(application)).usingElementComparator((one, other) -> (one == other) ? 0 : 1)
				.containsExactlyElementsOf(sources);
			assertThat(application.property("orders.poll")).isEqualTo("1s");
			assertThat(job(application)).isEqualTo(job);
			assertThat(application.bean(Poller.class).settings.poll()).isEqualTo(Duration.ofSeconds(1));
			assertThat(application.reload(before).outcome()).isEqualTo(ReloadOutcome.UNCHANGED);
		}
	}

	@Test
	void logLevelsAreTakenOverAndGoBackToThoseOfTheParent() {
		try (Reloading application = start("logging: { level.group: DEBUG, group.group: levels.one }\n")) {
			LoggingSystem logging = application.bean(LoggingSystem.class);
			application.apply("logging: { level.group: TRACE, group.group: 'levels.one,levels.two' }\n");
			assertThat(level(logging, "levels.one")).isEqualTo("TRACE");
			assertThat(level(logging, "levels.two")).isEqualTo("TRACE");
			application.apply("logging.level.root: WARN\n");
			assertThat(level(logging, "levels.one")).isEqualTo("WARN");
			application.apply("logging.level.other: WARN\n");
			assertThat(level(logging, "levels.one")).isEqualTo("INFO");
		}
	}

	@Test
	void changedFileIsReloadedWhereItIsWatched() {
		try (Reloading application = start("worker-lifecycle.reload.watch: true\norders.poll: 1s")) {
			application.write("application.yml", "worker-lifecycle.reload.watch: true\norders.poll: 2s");
			await().until(() -> application.bean(Reloads.class).last().isPresent());
			assertThat(application.property("orders.poll")).isEqualTo("2s");
			assertThat(application.bean(Reloads.class).last())
				.hasValueSatisfying((result) -> assertThat(result.cause()).isEqualTo(ReloadCause.WATCH));
		}
	}

	@Test
	void commandLineAndVariablesStayStronger() {
		write("extra.yml", "orders.size: 7");
		try (Reloading application = Reloading.start(this.directory, "orders: { poll: 1s }\n",
				List.of("--orders.poll=5s"), Orders.class)) {
			ReloadResult result = application.reload("orders: { poll: 3s, size: 4 }\n");
			assertThat(result.changes()).containsExactly(new ChangedProperty("orders.size", null, "4"));
			assertThat(application.property("orders.poll")).isEqualTo("5s");
		}
	}

	@Test
	void importedFilesProfilesAndTreesAreReadAgain() {
		write("extra.yml", "orders.size: 7");
		write("application-night.yml", "orders.poll: 9s");
		write("tree/orders/label", "one");
		String imports = "spring.config.import: ['extra.yml', 'optional:configtree:" + this.directory + "/tree/']\n";
		try (Reloading application = start(imports + "orders.poll: 1s\n")) {
			write("extra.yml", "orders.size: 8");
			write("tree/orders/label", "two");
			ReloadResult result = application.reload(imports + "orders.poll: 1s\nspring.profiles.active: night\n");
			assertThat(result.changes()).extracting(ChangedProperty::name)
				.containsExactly("orders.label", "orders.poll", "orders.size", "spring.profiles.active");
			assertThat(application.property("orders.poll")).isEqualTo("9s");
			assertThat(application.property("orders.label")).isEqualTo("two");
			assertThat(application.context().getEnvironment().getActiveProfiles()).containsExactly("night");
			application.delete("application-night.yml");
			application.apply(imports + "orders.poll: 1s\n");
			assertThat(application.context().getEnvironment().getActiveProfiles()).isEmpty();
			assertThat(application.property("orders.poll")).isEqualTo("1s");
		}
	}

	@Test
	void propertyThatIsOnlyReadAtStartIsWarnedOf(CapturedOutput output) {
		try (Reloading application = start("orders.poll: 1s")) {
			application.apply("orders.poll: 1s\nworker-lifecycle.shutdown.budget: 12s");
			assertThat(output)
				.contains("worker-lifecycle.shutdown.budget has changed, but what it was holds until the next start");
		}
	}

	private Reloading start(String yaml) {
		return Reloading.start(this.directory, yaml, Orders.class);
	}

	private void write(String file, String text) {
		try {
			Path path = this.directory.resolve(file);
			java.nio.file.Files.createDirectories(path.getParent());
			java.nio.file.Files.writeString(path, text);
		}
		catch (java.io.IOException ex) {
			throw new java.io.UncheckedIOException(ex);
		}
	}

	private static JobSnapshot job(Reloading application) {
		return application.bean(BackgroundJobs.class).find("sweep").orElseThrow();
	}

	private static String level(LoggingSystem logging, String name) {
		LoggerFactory.getLogger(name);
		return logging.getLoggerConfiguration(name).getEffectiveLevel().name();
	}

	private static List<PropertySource<?>> sources(Reloading application) {
		List<PropertySource<?>> sources = new ArrayList<>();
		application.context().getEnvironment().getPropertySources().forEach(sources::add);
		return sources;
	}

	@ConfigurationProperties("orders")
	record OrderProperties(Duration poll, int size, String label, String refuse, String password) {

		OrderProperties {
			if ("hunter22".equals(password)) {
				throw new IllegalArgumentException("'" + password + "' is too short");
			}
		}

	}

	@ConfigurationProperties("stock")
	record StockProperties(Duration age) {
	}

	@Configuration(proxyBeanMethods = false)
	@EnableConfigurationProperties({ OrderProperties.class, StockProperties.class })
	static class Orders {

		@Bean
		@Order(1)
		Poller poller(OrderProperties properties) {
			return new Poller(properties);
		}

		@Bean
		@Order(2)
		Reloadable last() {
			return (change) -> {
				if ("apply".equals(change.bind("orders", OrderProperties.class).refuse())) {
					throw new IllegalStateException("I cannot");
				}
			};
		}

	}

	static class Poller implements Reloadable {

		final List<String> told = new ArrayList<>();

		volatile OrderProperties settings;

		Poller(OrderProperties settings) {
			this.settings = settings;
		}

		@BackgroundJob(name = "sweep", cron = "0 0 3 * * *", zone = "Z")
		void sweep() {
		}

		@Override
		public void checkReload(ReloadChange change) {
			if ("check".equals(change.bind("orders", OrderProperties.class).refuse())) {
				throw new IllegalStateException("I will not");
			}
		}

		@Override
		public void onReload(ReloadChange change) {
			this.told.addAll(change.changedNames());
			this.settings = change.bind("orders", OrderProperties.class);
		}

	}

}
