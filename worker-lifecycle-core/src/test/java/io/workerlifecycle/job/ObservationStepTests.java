package io.workerlifecycle.job;

import java.io.IOException;
import java.util.List;

import io.micrometer.observation.Observation;
import io.micrometer.observation.tck.TestObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistryAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(10)
class ObservationStepTests {

	private final TestObservationRegistry observations = TestObservationRegistry.create();

	private final JobBench bench = new JobBench(Runnable::run, null, List.of(new ObservationStep(this.observations)));

	@Test
	void successIsObservedWithSpringsKeys() {
		this.bench.job("a", (context) -> assertThat(this.observations.getCurrentObservation()).isNotNull(), "CRON=-");
		this.bench.registry.trigger("a");
		assertThat(this.bench.snapshot("a").lastExecution().exception()).isNull();
		TestObservationRegistryAssert.assertThat(this.observations)
			.hasSingleObservationThat()
			.hasNameEqualTo("tasks.scheduled.execution")
			.hasBeenStarted()
			.hasBeenStopped()
			.hasLowCardinalityKeyValue("code.function", "run")
			.hasLowCardinalityKeyValue("code.namespace", JobBench.BodyBean.class.getCanonicalName())
			.hasLowCardinalityKeyValue("exception", "none")
			.hasLowCardinalityKeyValue("outcome", "SUCCESS")
			.satisfies((context) -> assertThat(context.getLowCardinalityKeyValues()).hasSize(4));
	}

	@Test
	void failureIsObservedAsError() {
		this.bench.job("a", (context) -> {
			throw new IOException("no disk");
		}, "CRON=-").registry.trigger("a");
		TestObservationRegistryAssert.assertThat(this.observations)
			.hasSingleObservationThat()
			.hasLowCardinalityKeyValue("exception", "IOException")
			.hasLowCardinalityKeyValue("outcome", "ERROR")
			.hasError();
	}

	@Test
	void failureIsLoggedWhileTheObservationIsOpen() {
		Observation[] open = new Observation[1];
		JobBench inner = new JobBench(Runnable::run, null,
				List.of(new ObservationStep(this.observations), (invocation, rest) -> {
					ExecutionResult result = rest.get();
					open[0] = this.observations.getCurrentObservation();
					return result;
				}));
		inner.job("a", (context) -> {
			throw new IllegalStateException();
		}, "CRON=-").registry.trigger("a");
		assertThat(open[0]).isNotNull();
	}

}
