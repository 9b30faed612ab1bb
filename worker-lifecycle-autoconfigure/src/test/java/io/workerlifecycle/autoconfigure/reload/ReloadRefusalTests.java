package io.workerlifecycle.autoconfigure.reload;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;

import io.workerlifecycle.job.BackgroundJob;
import io.workerlifecycle.job.BackgroundJobs;
import io.workerlifecycle.job.JobSnapshot;
import io.workerlifecycle.reload.ReloadChange;
import io.workerlifecycle.reload.ReloadOutcome;
import io.workerlifecycle.reload.ReloadResult;
import io.workerlifecycle.reload.Reloadable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.logging.LoggingSystem;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Reloads that somebody refuses, early or late, with configurations made at random.
 */
@Timeout(180)
class ReloadRefusalTests {

	private static final int ROUNDS = 40;

	private static final List<String> LOGGERS = List.of("refusal.one", "refusal.two", "refusal.three");

	@TempDir
	Path directory;

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3 })
	void whoeverRefusesAndWheneverEverythingIsAsItWas(long seed) {
		Random random = new Random(seed);
		String holding = yaml(random, "none");
		try (Reloading application = Reloading.start(this.directory, holding, Everybody.class)) {
			for (int round = 0; round < ROUNDS; round++) {
				List<?> before = everything(application);
				String next = yaml(random, failure(random));
				ReloadResult result = application.reload(next);
				if (result.outcome() == ReloadOutcome.REFUSED) {
					assertThat(everything(application)).as("round " + round + " of " + next).isEqualTo(before);
					assertThat(application.reload(holding).outcome()).isEqualTo(ReloadOutcome.UNCHANGED);
				}
				else {
					holding = next;
					assertThat(application.bean(BackgroundJobs.class).find("made")).isPresent()
						.map((job) -> job.settings().description())
						.contains(application.property("app.value"));
				}
			}
		}
	}

	private static String failure(Random random) {
		List<String> places = new ArrayList<>(List.of("none", "none", "job", "level", "name", "yaml"));
		for (String place : List.of("prepare", "apply", "check", "reload")) {
			IntStream.range(0, 3).forEach((index) -> places.add(place + index));
		}
		return places.get(random.nextInt(places.size()));
	}

	private static String yaml(Random random, String failure) {
		List<String> lines = new ArrayList<>();
		int value = random.nextInt(1000);
		lines.add("app: { value: v" + value + ", fail: " + failure + " }");
		LOGGERS.stream()
			.filter((name) -> random.nextBoolean())
			.forEach((name) -> lines.add("logging.level." + name + ": " + (random.nextBoolean() ? "DEBUG" : "ERROR")));
		lines.add("worker-lifecycle.jobs.made: { bean: zero, method: run, fixed-rate: " + (1 + random.nextInt(3))
				+ "h, description: v" + value + " }");
		if (random.nextBoolean()) {
			lines.add("worker-lifecycle.jobs.declared.cron: '0 0 " + random.nextInt(24) + " * * *'");
		}
		switch (failure) {
			case "job" -> lines.add("worker-lifecycle.jobs.declared.timeout: 5");
			case "name" -> lines.add("worker-lifecycle.jobs.nobody.timeout: 5s");
			case "level" -> lines.add("logging.level.refusal: LOUD");
			case "yaml" -> lines.add("a: b: c");
			default -> lines.add("other: thing");
		}
		return String.join("\n", lines) + "\n";
	}

	private static List<?> everything(Reloading application) {
		ConfigurableEnvironment environment = application.context().getEnvironment();
		Map<String, String> levels = new TreeMap<>();
		LoggingSystem logging = application.bean(LoggingSystem.class);
		LOGGERS.forEach((name) -> levels.put(name, String.valueOf(logging.getLoggerConfiguration(name))));
		List<JobSnapshot> jobs = application.bean(BackgroundJobs.class).list();
		List<String> states = application.context()
			.getBeansOfType(State.class)
			.values()
			.stream()
			.map((state) -> state.value)
			.toList();
		return List.of(environment.getPropertySources().stream().map(System::identityHashCode).toList(),
				List.of(environment.getActiveProfiles()), levels, jobs, states);
	}

	@Configuration(proxyBeanMethods = false)
	static class Everybody {

		@Bean
		Part partZero(ConfigurableEnvironment environment) {
			return new Part(0, environment);
		}

		@Bean
		Part partOne(ConfigurableEnvironment environment) {
			return new Part(1, environment);
		}

		@Bean
		Part partTwo(ConfigurableEnvironment environment) {
			return new Part(2, environment);
		}

		@Bean
		Listening zero(ConfigurableEnvironment environment) {
			return new Listening(0, environment);
		}

		@Bean
		Listening one(ConfigurableEnvironment environment) {
			return new Listening(1, environment);
		}

		@Bean
		Listening two(ConfigurableEnvironment environment) {
			return new Listening(2, environment);
		}

		@Bean
		Declaring declaring() {
			return new Declaring();
		}

	}

	static class Declaring {

		@BackgroundJob(name = "declared", cron = "0 0 3 * * *", zone = "Z")
		void run() {
		}

	}

	/**
	 * Something that changes with the configuration.
	 */
	static class State {

		final int index;

		String value;

		State(int index, ConfigurableEnvironment environment) {
			this.index = index;
			this.value = String.valueOf(environment.getProperty("app.value"));
		}

		void failAt(String place, String told) {
			if ((place + this.index).equals(told)) {
				throw new IllegalStateException("not at " + told);
			}
		}

	}

	static class Part extends State implements ReloadParticipant, Ordered {

		Part(int index, ConfigurableEnvironment environment) {
			super(index, environment);
		}

		@Override
		public int getOrder() {
			return this.index;
		}

		@Override
		public PreparedReload prepare(ConfigurableEnvironment next) {
			String told = String.valueOf(next.getProperty("app.fail"));
			String before = this.value;
			failAt("prepare", told);
			return new PreparedReload() {

				@Override
				public void apply() {
					Part.this.value = String.valueOf(next.getProperty("app.value"));
					failAt("apply", told);
				}

				@Override
				public void undo() {
					Part.this.value = before;
				}

			};
		}

	}

	static class Listening extends State implements Reloadable {

		Listening(int index, ConfigurableEnvironment environment) {
			super(index, environment);
		}

		void run() {
		}

		@Override
		public void checkReload(ReloadChange change) {
			failAt("check", change.bind("app", App.class).fail());
		}

		@Override
		public void onReload(ReloadChange change) {
			App app = change.bind("app", App.class);
			this.value = app.value();
			failAt("reload", app.fail());
		}

	}

	record App(String value, String fail) {
	}

}
