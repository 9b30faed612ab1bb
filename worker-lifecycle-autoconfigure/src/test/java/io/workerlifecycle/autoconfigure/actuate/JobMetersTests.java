package io.workerlifecycle.autoconfigure.actuate;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.workerlifecycle.job.JobOutcome;
import io.workerlifecycle.job.RefusalReason;
import io.workerlifecycle.time.VirtualTimeSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Meters that follow a job, go with it, and come with the next of its name.
 */
@Timeout(30)
class JobMetersTests {

	private final VirtualTimeSource time = new VirtualTimeSource(Instant.EPOCH);

	private final MeterRegistry registry = new SimpleMeterRegistry();

	private final JobMetrics metrics = new JobMetrics(this.registry, this.time);

	private final FixedJob job = new FixedJob("nightly");

	@ParameterizedTest
	@EnumSource
	void executionIsTimedByItsOutcome(JobOutcome outcome) {
		this.metrics.registered("nightly", this.job);
		this.metrics.finished("nightly", FixedJob.execution(outcome, null));
		assertThat(this.registry.get("background.job.executions")
			.tag("outcome", outcome.name())
			.timer()
			.totalTime(TimeUnit.SECONDS)).isEqualTo(3);
		assertThat(executions(this.registry)).isEqualTo(1);
	}

	@ParameterizedTest
	@EnumSource
	void refusalIsCountedByItsReason(RefusalReason reason) {
		this.metrics.registered("nightly", this.job);
		this.metrics.refused("nightly", reason);
		assertThat(this.registry.get("background.job.skipped").tag("reason", reason.toString()).counter().count())
			.isEqualTo(1);
	}

	@Test
	void allThatAJobCanComeToWithoutAClusterShowsZeroFromTheStart() {
		this.metrics.registered("nightly", this.job);
		assertThat(this.registry.get("background.job.executions").timers())
			.extracting((timer) -> timer.getId().getTag("outcome"))
			.containsExactlyInAnyOrder("SUCCESS", "ERROR", "TIMEOUT", "CANCELLED");
		assertThat(this.registry.get("background.job.skipped").counters())
			.extracting((counter) -> counter.getId().getTag("reason"))
			.containsExactlyInAnyOrder("overlap", "paused", "shutdown", "pool");
	}

	@Test
	void whatAClusterRaisesIsCountedTogether() {
		this.metrics.registered("nightly", this.job);
		for (int i = 0; i < 2; i++) {
			this.metrics.finished("nightly", FixedJob.execution(JobOutcome.LOST, null));
			this.metrics.refused("nightly", RefusalReason.CLUSTER);
		}
		assertThat(this.registry.get("background.job.executions").tag("outcome", "LOST").timer().count()).isEqualTo(2);
		assertThat(this.registry.get("background.job.skipped").tag("reason", "cluster").counter().count()).isEqualTo(2);
		this.metrics.removed("nightly");
		assertThat(this.registry.getMeters()).isEmpty();
	}

	@Test
	void laterJobOfTheSameNameHasLostNothing() {
		this.metrics.registered("nightly", this.job);
		this.metrics.finished("nightly", FixedJob.execution(JobOutcome.LOST, null));
		new JobMetrics(this.registry, this.time).registered("nightly", new FixedJob("nightly"));
		assertThat(executions(this.registry)).isZero();
	}

	@Test
	void latenessIsThatOfTheExecution() {
		this.metrics.registered("nightly", this.job);
		this.metrics.finished("nightly", FixedJob.execution(JobOutcome.SUCCESS, null));
		assertThat(this.registry.get("background.job.lateness").timer().totalTime(TimeUnit.MILLISECONDS)).isEqualTo(2);
	}

	@Test
	void gaugesReadTheJob() {
		this.metrics.registered("nightly", this.job);
		this.job.running(2).failing(3);
		assertThat(gauge("background.job.running")).isEqualTo(2);
		assertThat(gauge("background.job.failures.consecutive")).isEqualTo(3);
	}

	@Test
	void ageOfTheLastSuccessBeginsWithTheRegistrationAndAgainWithASuccess() {
		this.metrics.registered("nightly", this.job);
		this.time.advance(Duration.ofSeconds(5));
		assertThat(age()).isEqualTo(5);
		this.metrics.finished("nightly", FixedJob.execution(JobOutcome.ERROR, null));
		assertThat(age()).isEqualTo(5);
		this.metrics.finished("nightly", FixedJob.execution(JobOutcome.SUCCESS, null));
		assertThat(age()).isZero();
		this.time.advance(Duration.ofSeconds(2));
		assertThat(age()).isEqualTo(2);
	}

	@Test
	void metersOfARemovedJobAreGoneAndThoseOfOthersStay() {
		this.metrics.registered("other", new FixedJob("other"));
		int ofOne = this.registry.getMeters().size();
		this.metrics.registered("nightly", this.job);
		this.metrics.removed("nightly");
		assertThat(this.registry.getMeters()).hasSize(ofOne)
			.allSatisfy((meter) -> assertThat(meter.getId().getTag("job.name")).isEqualTo("other"));
	}

	@Test
	void executionThatEndsAfterTheRemovalBringsNoMeterBack() {
		this.metrics.registered("nightly", this.job);
		this.metrics.removed("nightly");
		this.metrics.finished("nightly", FixedJob.execution(JobOutcome.SUCCESS, null));
		this.metrics.refused("nightly", RefusalReason.SHUTDOWN);
		assertThat(this.registry.getMeters()).isEmpty();
	}

	@Test
	void laterJobOfTheSameNameHasMetersThatBeginAnew() {
		this.metrics.registered("nightly", this.job.failing(3));
		this.metrics.finished("nightly", FixedJob.execution(JobOutcome.ERROR, null));
		this.metrics.removed("nightly");
		this.metrics.registered("nightly", new FixedJob("nightly"));
		assertThat(executions(this.registry)).isZero();
		assertThat(gauge("background.job.failures.consecutive")).isZero();
		this.metrics.finished("nightly", FixedJob.execution(JobOutcome.SUCCESS, null));
		assertThat(executions(this.registry)).isEqualTo(1);
	}

	@Test
	void registryThatOutlivesItsApplicationReadsTheNewOne() {
		this.metrics.registered("nightly", this.job.failing(3));
		this.metrics.finished("nightly", FixedJob.execution(JobOutcome.ERROR, null));
		FixedJob ofTheNext = new FixedJob("nightly").failing(7);
		new JobMetrics(this.registry, this.time).registered("nightly", ofTheNext);
		assertThat(gauge("background.job.failures.consecutive")).isEqualTo(7);
		assertThat(executions(this.registry)).isZero();
	}

	@Test
	void registryThatOutlivesItsApplicationKeepsNothingOfIt() {
		WeakReference<Object> gone = registeredAndForgotten();
		await().untilAsserted(() -> {
			System.gc();
			assertThat(gone.get()).isNull();
		});
		assertThat(gauge("background.job.running")).isNaN();
		assertThat(age()).isNaN();
	}

	@Test
	void metersOfARemovedJobAreGoneFromEveryPartOfACompositeAndBehindFiltersToo() {
		MeterRegistry part = new SimpleMeterRegistry();
		CompositeMeterRegistry composite = new CompositeMeterRegistry();
		composite.config().meterFilter(MeterFilter.renameTag("background", "job.name", "who"));
		composite.add(part);
		JobMetrics ofComposite = new JobMetrics(composite, this.time);
		ofComposite.registered("nightly", this.job);
		assertThat(part.getMeters()).isNotEmpty();
		ofComposite.removed("nightly");
		assertThat(composite.getMeters()).isEmpty();
		assertThat(part.getMeters()).isEmpty();
	}

	/** Metrics, clock and job of an application that is over. */
	private WeakReference<Object> registeredAndForgotten() {
		FixedJob other = new FixedJob("nightly");
		new JobMetrics(this.registry, new VirtualTimeSource(Instant.EPOCH)).registered("nightly", other);
		return new WeakReference<>(other);
	}

	private double gauge(String meter) {
		return this.registry.get(meter).tag("job.name", "nightly").gauge().value();
	}

	private double age() {
		return this.registry.get("background.job.last.success.age").timeGauge().value(TimeUnit.SECONDS);
	}

	private static long executions(MeterRegistry registry) {
		return registry.get("background.job.executions").timers().stream().mapToLong((timer) -> timer.count()).sum();
	}

}
