package io.workerlifecycle.autoconfigure.actuate;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import io.workerlifecycle.job.JobExecution;
import io.workerlifecycle.job.JobOutcome;
import io.workerlifecycle.job.JobSnapshot;
import io.workerlifecycle.job.RefusalReason;
import io.workerlifecycle.time.TimeSource;

/**
 * The meters of one job, held in fields so that none is looked up by its tags while jobs
 * run.
 */
final class JobMeters {

	private static final String TAG = "job.name";

	private final Map<JobOutcome, Timer> executions = new EnumMap<>(JobOutcome.class);

	private final Map<RefusalReason, Counter> skipped = new EnumMap<>(RefusalReason.class);

	private final Timer lateness;

	private final TimeSource time;

	/**
	 * When the last success ended, or when the job became known; written by the job's
	 * threads.
	 */
	private volatile long lastSuccessNanos;

	JobMeters(MeterRegistry registry, TimeSource time, String name, Supplier<JobSnapshot> current) {
		this.time = time;
		this.lastSuccessNanos = time.nanoTime();
		for (JobOutcome outcome : JobOutcome.values()) {
			this.executions.put(outcome,
					Timer.builder("background.job.executions")
						.description("Executions of the job, by outcome")
						.tags(TAG, name, "outcome", outcome.name())
						.register(registry));
		}
		for (RefusalReason reason : RefusalReason.values()) {
			this.skipped.put(reason,
					Counter.builder("background.job.skipped")
						.description("Firings of the job that had no execution, by reason")
						.tags(TAG, name, "reason", reason.toString())
						.register(registry));
		}
		this.lateness = Timer.builder("background.job.lateness")
			.description("How much later than due executions began")
			.tag(TAG, name)
			.register(registry);
		registerGauges(registry, name, current);
	}

	private void registerGauges(MeterRegistry registry, String name, Supplier<JobSnapshot> current) {
		Gauge.builder("background.job.running", current, (job) -> job.get().executions().size())
			.description("Executions of the job under way")
			.tag(TAG, name)
			.strongReference(true)
			.register(registry);
		Gauge.builder("background.job.failures.consecutive", current, (job) -> job.get().consecutiveFailures())
			.description("Executions that failed since the last success")
			.tag(TAG, name)
			.strongReference(true)
			.register(registry);
		TimeGauge.builder("background.job.last.success.age", this::lastSuccessAgeNanos, TimeUnit.NANOSECONDS)
			.description("Time since the last success of the job, or since its registration if there was none")
			.tag(TAG, name)
			.register(registry);
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

	private Number lastSuccessAgeNanos() {
		return this.time.nanoTime() - this.lastSuccessNanos;
	}

}
