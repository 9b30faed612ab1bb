package io.workerlifecycle.autoconfigure.actuate;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import io.workerlifecycle.job.JobExecution;
import io.workerlifecycle.job.JobOutcome;
import io.workerlifecycle.job.LiveJob;
import io.workerlifecycle.job.RefusalReason;
import io.workerlifecycle.time.TimeSource;

/**
 * The meters of one job, held in fields so that none is looked up by its tags while jobs
 * run. Meters of an earlier job of this name are replaced. Gauges hold what they read
 * weakly: a registry that outlives its application would keep all of it in memory.
 */
final class JobMeters {

	/** Shared by all jobs, which may be many. */
	private static final Map<JobOutcome, Tags> OUTCOMES = tags(JobOutcome.class, "outcome", JobOutcome::name);

	/** Shared by all jobs, which may be many. */
	private static final Map<RefusalReason, Tags> REASONS = tags(RefusalReason.class, "reason",
			RefusalReason::toString);

	private static final int EXPECTED = JobOutcome.values().length + RefusalReason.values().length + 4;

	private final Map<JobOutcome, Timer> executions = new EnumMap<>(JobOutcome.class);

	private final Map<RefusalReason, Counter> skipped = new EnumMap<>(RefusalReason.class);

	private final MeterGroup meters;

	private final Timer lateness;

	private final TimeSource time;

	/**
	 * When the last success ended, or when the job became known; written by the job's
	 * threads.
	 */
	private volatile long lastSuccessNanos;

	JobMeters(MeterRegistry registry, TimeSource time, String name, LiveJob job) {
		this.meters = new MeterGroup(registry, Tags.of("job.name", name), EXPECTED);
		this.time = time;
		this.lastSuccessNanos = time.nanoTime();
		OUTCOMES.forEach((outcome, tags) -> this.executions.put(outcome,
				timer("background.job.executions", tags, "Executions of the job, by outcome")));
		REASONS.forEach((reason, tags) -> this.skipped.put(reason, skipped(tags)));
		this.lateness = timer("background.job.lateness", Tags.empty(), "How much later than due executions began");
		registerGauges(job);
	}

	private Timer timer(String meter, Tags tags, String description) {
		return this.meters.add(Timer.builder(meter)
			.description(description)
			.tags(this.meters.vacant(meter, tags))
			.register(this.meters.registry()));
	}

	private Counter skipped(Tags tags) {
		return this.meters.add(Counter.builder("background.job.skipped")
			.description("Firings of the job that had no execution, by reason")
			.tags(this.meters.vacant("background.job.skipped", tags))
			.register(this.meters.registry()));
	}

	private void registerGauges(LiveJob job) {
		this.meters.add(Gauge.builder("background.job.running", job, LiveJob::executionsUnderWay)
			.description("Executions of the job under way")
			.tags(this.meters.vacant("background.job.running", Tags.empty()))
			.register(this.meters.registry()));
		this.meters.add(Gauge.builder("background.job.failures.consecutive", job, LiveJob::consecutiveFailures)
			.description("Executions that failed since the last success")
			.tags(this.meters.vacant("background.job.failures.consecutive", Tags.empty()))
			.register(this.meters.registry()));
		this.meters.add(TimeGauge
			.builder("background.job.last.success.age", this, TimeUnit.NANOSECONDS, JobMeters::lastSuccessAgeNanos)
			.description("Time since the last success of the job, or since its registration if there was none")
			.tags(this.meters.vacant("background.job.last.success.age", Tags.empty()))
			.register(this.meters.registry()));
	}

	void finished(JobExecution execution) {
		Objects.requireNonNull(this.executions.get(execution.outcome())).record(execution.duration());
		this.lateness.record(execution.lateness());
		if (execution.outcome() == JobOutcome.SUCCESS) {
			this.lastSuccessNanos = this.time.nanoTime();
		}
	}

	void refused(RefusalReason reason) {
		Objects.requireNonNull(this.skipped.get(reason)).increment();
	}

	void remove() {
		this.meters.remove();
	}

	private static <E extends Enum<E>> Map<E, Tags> tags(Class<E> type, String key, Function<E, String> value) {
		Map<E, Tags> tags = new EnumMap<>(type);
		for (E constant : type.getEnumConstants()) {
			tags.put(constant, Tags.of(key, value.apply(constant)));
		}
		return Collections.unmodifiableMap(tags);
	}

	private double lastSuccessAgeNanos() {
		return this.time.nanoTime() - this.lastSuccessNanos;
	}

}
