package io.workerlifecycle.job;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.workerlifecycle.name.RelaxedName;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@Timeout(30)
class ReconfigurationTests {

	private static final Duration TEN = Duration.ofSeconds(10);

	private final JobBench bench = new JobBench(Runnable::run).started();

	private final JobBench queued = new JobBench().started();

	private final JobBench.Times times = new JobBench.Times(this.bench.time);

	private final JobBench.Times others = new JobBench.Times(this.bench.time);

	/** The properties that are applied, by the name of the job. */
	private final Map<String, JobAttributes> properties = new HashMap<>();

	@BeforeEach
	void addJob() {
		this.bench.job("declared", this.times, "FIXED_RATE=10s");
	}

	@Test
	void changedScheduleBeginsAnewAndTheOthersKeepTheirBeat() {
		this.bench.job("other", this.others, "FIXED_RATE=10s");
		this.bench.advance(Duration.ofSeconds(7));
		say("declared", JobAttribute.FIXED_RATE, "20s");
		say("other", JobAttribute.DESCRIPTION, "new");
		apply();
		this.bench.advance(Duration.ofSeconds(20));
		assertThat(this.times.seconds).containsExactly(27L);
		assertThat(this.others.seconds).containsExactly(10L, 20L);
		assertThat(this.bench.snapshot("other").settings().description()).isEqualTo("new");
	}

	@Test
	void oneThatCannotBeLeavesAllAsTheyWere() {
		this.bench.job("other", this.others, "FIXED_RATE=10s");
		say("declared", JobAttribute.FIXED_RATE, "20s");
		say("other", JobAttribute.FIXED_RATE, "20");
		assertThatExceptionOfType(InvalidJobException.class).isThrownBy(() -> apply(defined("new", this.others)));
		this.bench.advance(TEN);
		assertThat(this.times.seconds).containsExactly(10L);
		assertThat(this.bench.registry.list()).extracting(JobSnapshot::name).containsExactly("declared", "other");
	}

	@Test
	void definedJobComesChangesAndGoes() {
		say("new", JobAttribute.FIXED_RATE, "10s");
		apply(defined("new", this.others));
		this.bench.advance(TEN);
		say("new", JobAttribute.FIXED_RATE, "30s");
		apply(defined("new", this.others));
		this.bench.advance(Duration.ofSeconds(30));
		apply();
		this.bench.advance(Duration.ofSeconds(60));
		assertThat(this.others.seconds).containsExactly(10L, 40L);
		assertThat(this.bench.registry.find("new")).isEmpty();
		assertThat(this.bench.time.pendingTimers()).isOne();
	}

	@Test
	void definedJobThatStaysIsNotDisturbed() {
		say("new", JobAttribute.FIXED_RATE, "10s");
		apply(defined("new", this.times));
		this.bench.advance(Duration.ofSeconds(7));
		apply(defined("new", this.others));
		this.bench.advance(Duration.ofSeconds(3));
		assertThat(this.others.seconds).containsExactly(10L);
	}

	@Test
	void executionOfAJobThatGoesGoesOnAndNothingBeginsBesideIt() {
		say("new", JobAttribute.CRON, "-");
		this.queued.registry.reconfigure(configured(defined("new", (context) -> {
			this.queued.registry.reconfigure(configured());
			assertThat(context.isStopRequested()).isFalse();
			this.queued.registry.reconfigure(configured(defined("new", this.others)));
			assertThat(this.queued.registry.trigger("new")).isEqualTo(new FiringResult.Refused(RefusalReason.OVERLAP));
		})));
		this.queued.registry.trigger("new");
		this.queued.runHandedOver();
		assertThat(this.queued.finished()).singleElement()
			.extracting((event) -> event.execution().outcome())
			.isEqualTo(JobOutcome.SUCCESS);
	}

	@Test
	void disabledJobStopsAndEnabledJobBegins() {
		say("declared", JobAttribute.ENABLED, "false");
		apply();
		this.bench.advance(TEN);
		assertThat(this.times.seconds).isEmpty();
		assertThat(this.bench.time.pendingTimers()).isZero();
		this.properties.clear();
		apply();
		this.bench.advance(TEN);
		assertThat(this.times.seconds).containsExactly(20L);
	}

	@Test
	void whatWasSaidAtRunTimeStays() {
		this.bench.registry.reschedule("declared", new JobTrigger.FixedRate(Duration.ofSeconds(30)));
		say("declared", JobAttribute.FIXED_RATE, "5s");
		apply();
		assertThat(this.bench.snapshot("declared").origins()).containsEntry("fixed-rate", "run time");
		this.bench.advance(Duration.ofSeconds(30));
		assertThat(this.times.seconds).containsExactly(30L);
	}

	@Test
	void jobThatWasAddedAtRunTimeIsNotReplaced() {
		say("new", JobAttribute.FIXED_RATE, "10s");
		this.bench.registry.add(JobDefinition.named("new").cron("-").action(this.times::run));
		apply(defined("new", this.others));
		apply();
		assertThat(this.bench.registry.find("new")).isPresent();
	}

	@Test
	void jobThatWasRemovedAtRunTimeComesBackOnlyWhenItIsDefinedAnew() {
		say("new", JobAttribute.FIXED_RATE, "10s");
		apply(defined("new", this.others));
		this.bench.registry.remove("new", StopMode.WAIT);
		apply(defined("new", this.others));
		assertThat(this.bench.registry.find("new")).isEmpty();
		apply();
		apply(defined("new", this.others));
		assertThat(this.bench.registry.find("new")).isPresent();
	}

	@Test
	void definedJobWithTheNameOfADeclaredOneIsAnError() {
		assertThatExceptionOfType(InvalidJobException.class).isThrownBy(() -> apply(defined("Declared", this.others)))
			.withMessageContaining("Two jobs have the name 'Declared'")
			.withMessageContaining("property 'p'")
			.satisfies((ex) -> assertThat(ex.getAction()).startsWith("Remove bean and method"));
	}

	@Test
	void declaredJobWithTheNameOfADefinedOneIsAnError() {
		say("new", JobAttribute.FIXED_RATE, "10s");
		apply(defined("new", this.others));
		assertThatExceptionOfType(InvalidJobException.class)
			.isThrownBy(() -> this.bench.job("new", this.others, "FIXED_RATE=10s"))
			.satisfies((ex) -> assertThat(ex.getAction()).startsWith("Remove bean and method"));
	}

	private void say(String name, JobAttribute attribute, String value) {
		this.properties.merge(name, JobAttributes.NONE.with(attribute, value, "property 'p'"),
				(before, now) -> now.over(before));
	}

	private void apply(JobDeclaration... defined) {
		this.bench.registry.reconfigure(configured(defined));
	}

	private ConfiguredJobs configured(JobDeclaration... defined) {
		Map<String, JobAttributes> said = Map.copyOf(this.properties);
		return new ConfiguredJobs((declaration) -> said.getOrDefault(declaration.name().toString(), JobAttributes.NONE)
			.over(declaration.attributes()), List.copyOf(Arrays.asList(defined)));
	}

	private static JobDeclaration defined(String name, JobBench.Body body) {
		return JobDeclaration.of(RelaxedName.of(name),
				new NamedMethod(new JobBench.BodyBean(body), "body", "run", "property 'p'"));
	}

}
