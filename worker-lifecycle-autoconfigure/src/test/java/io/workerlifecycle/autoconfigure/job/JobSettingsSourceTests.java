package io.workerlifecycle.autoconfigure.job;

import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import io.workerlifecycle.job.BackgroundJob;
import io.workerlifecycle.job.BackgroundJobPostProcessor;
import io.workerlifecycle.job.JobAttribute;
import io.workerlifecycle.job.JobAttributes;
import io.workerlifecycle.job.JobDeclaration;
import io.workerlifecycle.job.JobSettings;
import io.workerlifecycle.job.MissedRuns;
import io.workerlifecycle.job.Overlap;
import io.workerlifecycle.name.RelaxedName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(60)
class JobSettingsSourceTests {

	private static final Set<JobAttribute> OTHER_TRIGGERS = Set.of(JobAttribute.FIXED_RATE, JobAttribute.FIXED_DELAY,
			JobAttribute.AT, JobAttribute.TRIGGER);

	private static final String EVERY_KEY = """
			zone: Asia/Tokyo
			on-dst-gap: skip
			on-dst-repeat: twice
			initial-delay: 2s
			run-on-start: true
			jitter: 3s
			overlap: queue-one
			missed-runs: run-all
			catch-up: { max-runs: 4, max-age: 5d }
			timeout: 6s
			retry: { max-retries: 7, delay: 8s, multiplier: 9.5, max-delay: 100s, jitter: 11ms }
			enabled: false
			stop-timeout: 12s
			critical: true
			overdue-after: 13s
			history-size: 14
			description: from properties
			cron: "0 0 4 * * *"
			""";

	@Test
	void everyKeyOfAJobWinsOverItsAnnotation() {
		assertEveryKey(settings(Yaml.environment("jobs.nightly:\n" + EVERY_KEY.indent(2))));
	}

	@Test
	void everyKeyOfTheDefaultsReachesAJobThatSaysNothingOfIt() {
		JobAttributes attributes = new JobSettingsSource(Yaml.environment("job-defaults:\n" + EVERY_KEY.indent(2)))
			.resolve(declaration(new Bare()));
		assertEveryKey(attributes.toSettings("nightly", ZoneOffset.UTC));
	}

	@Test
	void everyAttributeHasAKeyAndAPlace() {
		Map<String, String> places = resolved(Yaml.environment("jobs.nightly:\n" + EVERY_KEY.indent(2))).places();
		Set<String> attributes = Arrays.stream(JobAttribute.values())
			.filter((attribute) -> !OTHER_TRIGGERS.contains(attribute))
			.map((attribute) -> RelaxedName.of(attribute.key()).dashed())
			.collect(Collectors.toCollection(TreeSet::new));
		assertThat(places).containsOnlyKeys(attributes);
		assertThat(places).allSatisfy((key, place) -> assertThat(place)
			.startsWith("property 'worker-lifecycle.jobs.nightly." + key + "' (application.yml - "));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			fixed-rate: 1s                    | every 1s
			fixed-delay: 1s                   | 1s after the last execution
			at: "2100-01-01T00:00:00Z"        | once at 2100-01-01T00:00:00Z
			cron: "-"                         | -
			""")
	void triggerOfAnyKindWinsOverThatOfTheAnnotation(String property, String trigger) {
		assertThat(settings(Yaml.environment("jobs.nightly." + property)).trigger()).hasToString(trigger);
	}

	@Test
	void placesAreThoseOfTheValuesThatCount() {
		Map<String, String> places = resolved(Yaml.environment("""
				job-defaults: { zone: Asia/Tokyo, retry.delay: 3s, timeout: 1m, stop-timeout: 20s }
				jobs.Nightly: { retry: { maxRetries: 3 }, stop_timeout: 30s }
				""")).places();
		assertThat(places).containsEntry("cron", "@BackgroundJob on " + Annotated.class.getName() + ".run")
			.containsEntry("timeout", "@BackgroundJob on " + Annotated.class.getName() + ".run")
			.containsEntry("zone", "property 'worker-lifecycle.job-defaults.zone' (application.yml - 2:25)")
			.containsEntry("retry.delay",
					"property 'worker-lifecycle.job-defaults.retry.delay' (application.yml - 2:50)");
		assertThat(places.get("retry.max-retries")).containsIgnoringCase("worker-lifecycle.jobs.nightly.retry.")
			.endsWith("(application.yml - 3:40)");
		assertThat(places.get("stop-timeout")).containsIgnoringCase("worker-lifecycle.jobs.nightly.stop")
			.endsWith("(application.yml - 3:59)");
	}

	@ParameterizedTest
	@CsvSource({ "WORKERLIFECYCLE_JOBS_NIGHTLY_RETRY_MAXRETRIES", "WORKER_LIFECYCLE_JOBS_NIGHTLY_RETRY_MAX_RETRIES" })
	void placeOfAnEnvironmentVariableNamesIt(String variable) {
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources()
			.replace(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, new SystemEnvironmentPropertySource(
					StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, Map.of(variable, "3")));
		assertThat(resolved(environment).places().get("retry.max-retries")).startsWith("property 'worker")
			.contains("\"" + variable + "\"");
	}

	private static void assertEveryKey(JobSettings settings) {
		assertThat(settings.trigger()).hasToString("cron 0 0 4 * * * Asia/Tokyo");
		assertThat(settings.enabled()).isFalse();
		assertThat(settings.description()).isEqualTo("from properties");
		assertThat(settings.firing().initialDelay()).hasSeconds(2);
		assertThat(settings.firing().runOnStart()).isTrue();
		assertThat(settings.firing().jitter()).hasSeconds(3);
		assertThat(settings.firing().overlap()).isEqualTo(Overlap.QUEUE_ONE);
		assertThat(settings.firing().missedRuns().policy()).isEqualTo(MissedRuns.RUN_ALL);
		assertThat(settings.firing().missedRuns().maxRuns()).isEqualTo(4);
		assertThat(settings.firing().missedRuns().maxAge()).hasDays(5);
		assertThat(settings.execution().timeout()).hasSeconds(6);
		assertThat(settings.execution().stopTimeout()).hasSeconds(12);
		assertThat(settings.execution().retry())
			.hasToString("RetrySettings[maxRetries=7, delay=PT8S, multiplier=9.5, maxDelay=PT1M40S, jitter=PT0.011S]");
		assertThat(settings.watch().critical()).isTrue();
		assertThat(settings.watch().overdueAfter()).hasSeconds(13);
		assertThat(settings.watch().historySize()).isEqualTo(14);
	}

	private static JobSettings settings(ConfigurableEnvironment environment) {
		return resolved(environment).toSettings("nightly", ZoneOffset.UTC);
	}

	private static JobAttributes resolved(ConfigurableEnvironment environment) {
		return new JobSettingsSource(environment).resolve(declaration(new Annotated()));
	}

	private static JobDeclaration declaration(Object bean) {
		BackgroundJobPostProcessor processor = new BackgroundJobPostProcessor();
		processor.postProcessAfterInitialization(bean, "bean");
		JobDeclaration[] found = new JobDeclaration[1];
		processor.forwardTo((declaration) -> found[0] = declaration);
		return found[0];
	}

	static class Annotated {

		@BackgroundJob(name = "nightly", cron = "0 0 3 * * *", initialDelay = "20s", jitter = "30s",
				overlap = Overlap.ALLOW, missedRuns = MissedRuns.RUN_ONCE, timeout = "60s", enabled = "true",
				description = "from the annotation")
		void run() {
		}

	}

	static class Bare {

		@BackgroundJob(name = "nightly")
		void run() {
		}

	}

}
