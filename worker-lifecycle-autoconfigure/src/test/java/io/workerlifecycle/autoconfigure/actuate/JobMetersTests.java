package io.workerlifecycle.autoconfigure.actuate;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.workerlifecycle.job.JobOutcome;
import io.workerlifecycle.job.JobRecorder;
import io.workerlifecycle.job.RefusalReason;
import io.workerlifecycle.time.VirtualTimeSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

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

	private JobRecorder recorder;

	@ParameterizedTest
	@EnumSource
	void executionIsTimedByItsOutcome(JobOutcome outcome) {
		this.recorder = this.metrics.observe("nightly", this.job);
		this.recorder.finished(FixedJob.execution(outcome, null));
		assertThat(this.registry.get("background.job.executions")
			.tag("outcome", outcome.name())
			.timer()
			.totalTime(TimeUnit.SECONDS)).isEqualTo(3);
		assertThat(executions(this.registry)).isEqualTo(1);
	}

	@ParameterizedTest
	@EnumSource
	void refusalIsCountedByItsReason(RefusalReason reason) {
		this.recorder = this.metrics.observe("nightly", this.job);
		this.recorder.refused(reason);
		assertThat(this.registry.get("background.job.skipped").tag("reason", reason.toString()).counter().count())
			.isEqualTo(1);
	}

	@Test
	void allThatAJobCanComeToWithoutAClusterShowsZeroFromTheStart() {
		this.recorder = this.metrics.observe("nightly", this.job);
		assertThat(this.registry.get("background.job.executions").timers())
			.extracting((timer) -> timer.getId().getTag("outcome"))
			.containsExactlyInAnyOrder("SUCCESS", "ERROR", "TIMEOUT", "CANCELLED");
		assertThat(this.registry.get("background.job.skipped").counters())
			.extracting((counter) -> counter.getId().getTag("reason"))
			.containsExactlyInAnyOrder("overlap", "paused", "shutdown", "pool");
	}

	@Test
	void whatAClusterRaisesIsCountedTogether() {
		this.recorder = this.metrics.observe("nightly", this.job);
		for (int i = 0; i < 2; i++) {
			this.recorder.finished(FixedJob.execution(JobOutcome.LOST, null));
			this.recorder.refused(RefusalReason.CLUSTER);
		}
		assertThat(this.registry.get("background.job.executions").tag("outcome", "LOST").timer().count()).isEqualTo(2);
		assertThat(this.registry.get("background.job.skipped").tag("reason", "cluster").counter().count()).isEqualTo(2);
		this.recorder.removed();
		assertThat(this.registry.getMeters()).isEmpty();
	}

	@Test
	void laterJobOfTheSameNameHasLostNothing() {
		this.recorder = this.metrics.observe("nightly", this.job);
		this.recorder.finished(FixedJob.execution(JobOutcome.LOST, null));
		this.recorder = new JobMetrics(this.registry, this.time).observe("nightly", new FixedJob("nightly"));
		assertThat(executions(this.registry)).isZero();
	}

	@Test
	void latenessIsThatOfTheExecution() {
		this.recorder = this.metrics.observe("nightly", this.job);
		this.recorder.finished(FixedJob.execution(JobOutcome.SUCCESS, null));
		assertThat(this.registry.get("background.job.lateness").timer().totalTime(TimeUnit.MILLISECONDS)).isEqualTo(2);
	}

	@Test
	void gaugesReadTheJob() {
		this.recorder = this.metrics.observe("nightly", this.job);
		this.job.running(2).failing(3);
		assertThat(gauge("background.job.running")).isEqualTo(2);
		assertThat(gauge("background.job.failures.consecutive")).isEqualTo(3);
	}

	@Test
	void ageOfTheLastSuccessBeginsWithTheRegistrationAndAgainWithASuccess() {
		this.recorder = this.metrics.observe("nightly", this.job);
		this.time.advance(Duration.ofSeconds(5));
		assertThat(age()).isEqualTo(5);
		this.recorder.finished(FixedJob.execution(JobOutcome.ERROR, null));
		assertThat(age()).isEqualTo(5);
		this.recorder.finished(FixedJob.execution(JobOutcome.SUCCESS, null));
		assertThat(age()).isZero();
		this.time.advance(Duration.ofSeconds(2));
		assertThat(age()).isEqualTo(2);
	}

	@Test
	void metersOfARemovedJobAreGoneAndThoseOfOthersStay() {
		this.metrics.observe("other", new FixedJob("other"));
		int ofOne = this.registry.getMeters().size();
		this.recorder = this.metrics.observe("nightly", this.job);
		this.recorder.removed();
		assertThat(this.registry.getMeters()).hasSize(ofOne)
			.allSatisfy((meter) -> assertThat(meter.getId().getTag("job.name")).isEqualTo("other"));
	}

	@Test
	void executionThatEndsAfterTheRemovalBringsNoMeterBack() {
		this.recorder = this.metrics.observe("nightly", this.job);
		this.recorder.removed();
		this.recorder.finished(FixedJob.execution(JobOutcome.SUCCESS, null));
		this.recorder.refused(RefusalReason.SHUTDOWN);
		assertThat(this.registry.getMeters()).isEmpty();
	}

	@Test
	void laterJobOfTheSameNameHasMetersThatBeginAnew() {
		this.recorder = this.metrics.observe("nightly", this.job.failing(3));
		this.recorder.finished(FixedJob.execution(JobOutcome.ERROR, null));
		this.recorder.removed();
		this.recorder = this.metrics.observe("nightly", new FixedJob("nightly"));
		assertThat(executions(this.registry)).isZero();
		assertThat(gauge("background.job.failures.consecutive")).isZero();
		this.recorder.finished(FixedJob.execution(JobOutcome.SUCCESS, null));
		assertThat(executions(this.registry)).isEqualTo(1);
	}

	@Test
	void registryThatOutlivesItsApplicationReadsTheNewOne() {
		this.recorder = this.metrics.observe("nightly", this.job.failing(3));
		this.recorder.finished(FixedJob.execution(JobOutcome.ERROR, null));
		FixedJob ofTheNext = new FixedJob("nightly").failing(7);
		this.recorder = new JobMetrics(this.registry, this.time).observe("nightly", ofTheNext);
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
		JobRecorder nightly = ofComposite.observe("nightly", this.job);
		assertThat(part.getMeters()).isNotEmpty();
		nightly.removed();
		assertThat(composite.getMeters()).isEmpty();
		assertThat(part.getMeters()).isEmpty();
	}

	/** Metrics, clock and job of an application that is over. */
	private WeakReference<Object> registeredAndForgotten() {
		FixedJob other = new FixedJob("nightly");
		new JobMetrics(this.registry, new VirtualTimeSource(Instant.EPOCH)).observe("nightly", other);
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
