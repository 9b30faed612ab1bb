package io.workerlifecycle.autoconfigure.properties;

import java.util.List;
import java.util.Map;

import io.workerlifecycle.name.RelaxedName;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.env.RandomValuePropertySource;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.io.ByteArrayResource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

@Timeout(30)
@ExtendWith(OutputCaptureExtension.class)
class NamedPropertiesTests {

	private final StandardEnvironment environment = new StandardEnvironment();

	private final NamedProperties<Thing> things = new NamedProperties<>(this.environment, "things", Thing.class);

	@ParameterizedTest
	@CsvSource({ "nightlyReport, nightlyReport", "nightlyReport, nightly-report", "nightly-report, nightlyReport",
			"nightly-report, nightlyreport", "nightlyreport, nightly-report" })
	void caseAndDashesOfTheNameDoNotCount(String name, String written) {
		yaml("worker-lifecycle.things." + written + ".max-size: 7");
		assertThat(mentions(name)).isTrue();
		assertThat(bind(name).value().maxSize()).isEqualTo(7);
		assertNothingUnknown(name);
	}

	@ParameterizedTest
	@CsvSource({ "nightlyReport, WORKERLIFECYCLE_THINGS_NIGHTLYREPORT_MAXSIZE",
			"nightly-report, WORKERLIFECYCLE_THINGS_NIGHTLYREPORT_MAXSIZE",
			"nightly-report, WORKER_LIFECYCLE_THINGS_NIGHTLY_REPORT_MAX_SIZE" })
	void environmentVariablesReachTheName(String name, String variable) {
		variable(variable, "7");
		assertThat(mentions(name)).isTrue();
		assertThat(bind(name).value().maxSize()).isEqualTo(7);
		assertNothingUnknown(name);
	}

	@Test
	void nestedRecordsListsAndMapsAreKnown() {
		yaml("""
				worker-lifecycle.things.a:
				  inner:
				    first-delay: 1s
				  after: [ b, c ]
				  labels:
				    any.thing: x
				""");
		assertThat(bind("a").value())
			.isEqualTo(new Thing(null, new Inner("1s"), List.of("b", "c"), Map.of("any.thing", "x")));
		assertNothingUnknown("a");
	}

	@Test
	void environmentVariableReachesAnEntryOfAList() {
		variable("WORKERLIFECYCLE_THINGS_A_AFTER_0", "b");
		assertThat(bind("a").value().after()).containsExactly("b");
		assertNothingUnknown("a");
	}

	@Test
	void nameThatNoPropertyHasIsNotMentioned() {
		yaml("worker-lifecycle.things.b.max-size: 7");
		assertThat(mentions("a")).isFalse();
		assertThat(mentions("c")).isFalse();
	}

	@Test
	void anyNameMayBeMentionedWhereASourceCannotListItsProperties() {
		this.environment.getPropertySources().addFirst(new PropertySource<>("unlisted", new Object()) {
			@Override
			public @Nullable Object getProperty(String name) {
				return name.equals("worker-lifecycle.things.a.max-size") ? "7" : null;
			}
		});
		assertThat(mentions("a")).isTrue();
		assertThat(bind("a").value().maxSize()).isEqualTo(7);
	}

	@Test
	void sourceOfRandomValuesMentionsNoName() {
		RandomValuePropertySource.addToEnvironment(this.environment);
		assertThat(mentions("a")).isFalse();
	}

	@Test
	void whatNobodySaidIsNull() {
		assertThat(bind("a").value()).isEqualTo(new Thing(null, null, null, null));
	}

	@Test
	void placeNamesPropertyAndOrigin() {
		yaml("""
				worker-lifecycle:
				  things:
				    a:
				      inner:
				        first-delay: 10
				""");
		assertThat(bind("a").place("inner.first-delay"))
			.startsWith("property 'worker-lifecycle.things.a.inner.first-delay' (")
			.contains("app.yml", "5:22");
	}

	@Test
	void wrongTypeIsABindExceptionWithOrigin() {
		yaml("worker-lifecycle.things.a.max-size: many");
		assertThatExceptionOfType(BindException.class).isThrownBy(() -> bind("a"))
			.satisfies((ex) -> assertThat(ex.getProperty().getOrigin().toString()).contains("app.yml"));
	}

	@Test
	void unknownNameIsReportedWithOriginAndTheNamesThereAre() {
		yaml("""
				worker-lifecycle:
				  things:
				    nightlyy:
				      max-size: 10
				""");
		assertThatExceptionOfType(UnknownPropertyException.class)
			.isThrownBy(() -> report(UnknownNamePolicy.FAIL, "b", "a"))
			.satisfies((ex) -> {
				assertThat(ex.getMessage()).startsWith("The property 'worker-lifecycle.things.nightlyy.max-size' (")
					.contains("app.yml", "4:17", "is for 'nightlyy', which is not among the things");
				assertThat(ex.analysis().getAction()).contains("The names there are: a, b.")
					.contains("worker-lifecycle.on-unknown-name=warn");
			});
	}

	@ParameterizedTest
	@ValueSource(strings = { "worker-lifecycle.things.a.maxsize2", "worker-lifecycle.things.a.inner.delay",
			"worker-lifecycle.things.a.max-size.more", "worker-lifecycle.things.a.after.first",
			"worker-lifecycle.thing-defaults.size" })
	void unknownKeyIsReportedWithTheKeysThereAre(String property) {
		yaml(property + ": 1");
		assertThatExceptionOfType(UnknownPropertyException.class).isThrownBy(() -> report(UnknownNamePolicy.FAIL, "a"))
			.satisfies((ex) -> {
				assertThat(ex.getMessage()).contains(property, "has an unknown key");
				assertThat(ex.analysis().getAction())
					.contains("The keys there are: max-size, inner.first-delay, after, labels");
			});
	}

	@Test
	void environmentVariableThatReachesNothingIsReported() {
		variable("WORKERLIFECYCLE_THINGS_NIGHTLY_REPORT_MAXSIZE", "7");
		assertThatExceptionOfType(UnknownPropertyException.class)
			.isThrownBy(() -> report(UnknownNamePolicy.FAIL, "nightly-report"))
			.satisfies((ex) -> assertThat(ex.getMessage()).contains("WORKERLIFECYCLE_THINGS_NIGHTLY_REPORT_MAXSIZE",
					"'nightly'"));
	}

	@Test
	void policyWarnOnlyLogs(CapturedOutput output) {
		yaml("worker-lifecycle.things.nightlyy.max-size: 10");
		assertThatNoException().isThrownBy(() -> report(UnknownNamePolicy.WARN, "a"));
		assertThat(output).contains("is for 'nightlyy', which is not among the things");
	}

	@Test
	void emptySectionOfAKnownNameIsNoFault() {
		yaml("worker-lifecycle.things.a:");
		assertNothingUnknown("a");
	}

	private boolean mentions(String name) {
		return this.things.mayMention(RelaxedName.of(name));
	}

	private BoundProperties<Thing> bind(String name) {
		return this.things.bind(RelaxedName.of(name));
	}

	private void assertNothingUnknown(String name) {
		assertThatNoException().isThrownBy(() -> report(UnknownNamePolicy.FAIL, name));
	}

	private void report(UnknownNamePolicy policy, String... names) {
		this.things.unknown("thing-defaults").report(List.of(names).stream().map(RelaxedName::of).toList(), policy);
	}

	private void yaml(String text) {
		try {
			new YamlPropertySourceLoader().load("app", new ByteArrayResource(text.getBytes(), "app.yml"))
				.forEach(this.environment.getPropertySources()::addFirst);
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	private void variable(String name, String value) {
		this.environment.getPropertySources()
			.replace(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, new SystemEnvironmentPropertySource(
					StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, Map.of(name, value)));
	}

	record Thing(Integer maxSize, Inner inner, List<String> after, Map<String, String> labels) {
	}

	record Inner(String firstDelay) {
	}

}
