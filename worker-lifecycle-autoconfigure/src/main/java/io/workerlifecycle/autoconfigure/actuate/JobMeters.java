package io.workerlifecycle.autoconfigure.actuate;

import java.time.Duration;
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
import io.workerlifecycle.job.JobRecorder;
import io.workerlifecycle.job.LiveJob;
import io.workerlifecycle.job.RefusalReason;
import io.workerlifecycle.time.TimeSource;
import org.jspecify.annotations.Nullable;

/**
 * The meters of one job, held in fields so that none is looked up by its tags while jobs
 * run. What only a cluster can raise has a meter from then on, all else from the start,
 * so that zero shows. Meters of an earlier job of this name are replaced. Gauges hold
 * what they read weakly: a registry that outlives its application would keep all of it in
 * memory.
 */
final class JobMeters implements JobRecorder {

	private static final String EXECUTIONS = "background.job.executions";

	private static final String SKIPPED = "background.job.skipped";

	/** Shared by all jobs, which may be many. */
	private static final Map<JobOutcome, Tags> OUTCOMES = tags(JobOutcome.class, "outcome", JobOutcome::name);

	/** Shared by all jobs, which may be many. */
	private static final Map<RefusalReason, Tags> REASONS = tags(RefusalReason.class, "reason",
			RefusalReason::toString);

	private static final int EXPECTED = OUTCOMES.size() + REASONS.size() + 2;

	/** All but what only a cluster can raise. */
	private final Map<JobOutcome, Timer> executions = new EnumMap<>(JobOutcome.class);

	/** All but what only a cluster can raise. */
	private final Map<RefusalReason, Counter> skipped = new EnumMap<>(RefusalReason.class);

	/** Guarded by the monitor once all but the late ones are there. */
	private final MeterGroup meters;

	/** Null until an execution was lost; guarded by the monitor. */
	private @Nullable Timer lost;

	/** Null until another node was faster; guarded by the monitor. */
	private @Nullable Counter elsewhere;

	/** Whether no meter may come any more; guarded by the monitor. */
	private boolean removed;

	/** The one of most executions. */
	private final Timer successes;

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
		OUTCOMES.forEach((outcome, tags) -> {
			if (outcome == JobOutcome.LOST) {
				this.meters.vacant(EXECUTIONS, tags);
			}
			else {
				this.executions.put(outcome, executions(tags));
			}
		});
		REASONS.forEach((reason, tags) -> {
			if (reason == RefusalReason.CLUSTER) {
				this.meters.vacant(SKIPPED, tags);
			}
			else {
				this.skipped.put(reason, skipped(tags));
			}
		});
		this.successes = Objects.requireNonNull(this.executions.get(JobOutcome.SUCCESS));
		this.lateness = timer("background.job.lateness", Tags.empty(), "How much later than due executions began");
		registerGauges(job);
	}

	private Timer executions(Tags tags) {
		return timer(EXECUTIONS, tags, "Executions of the job, by outcome");
	}

	private Timer timer(String meter, Tags tags, String description) {
		return this.meters.add(Timer.builder(meter)
			.description(description)
			.tags(this.meters.vacant(meter, tags))
			.register(this.meters.registry()));
	}

	private Counter skipped(Tags tags) {
		return this.meters.add(Counter.builder(SKIPPED)
			.description("Firings of the job that had no execution, by reason")
			.tags(this.meters.vacant(SKIPPED, tags))
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

	@Override
	public void finished(JobExecution execution) {
		if (execution.outcome() == JobOutcome.SUCCESS) {
			this.successes.record(execution.duration());
			this.lastSuccessNanos = this.time.nanoTime();
		}
		else {
			unsuccessful(execution);
		}
		this.lateness.record(execution.lateness());
	}

	@Override
	public void refused(RefusalReason reason) {
		Counter counter = this.skipped.get(reason);
		if (counter != null) {
			counter.increment();
		}
		else {
			elsewhere();
		}
	}

	@Override
	public synchronized void removed() {
		this.removed = true;
		this.meters.remove();
	}

	private void unsuccessful(JobExecution execution) {
		Timer timer = this.executions.get(execution.outcome());
		if (timer != null) {
			timer.record(execution.duration());
		}
		else {
			lost(execution.duration());
		}
	}

	private synchronized void lost(Duration duration) {
		if (this.lost == null && !this.removed) {
			this.lost = executions(Objects.requireNonNull(OUTCOMES.get(JobOutcome.LOST)));
		}
		if (this.lost != null) {
			this.lost.record(duration);
		}
	}

	private synchronized void elsewhere() {
		if (this.elsewhere == null && !this.removed) {
			this.elsewhere = skipped(Objects.requireNonNull(REASONS.get(RefusalReason.CLUSTER)));
		}
		if (this.elsewhere != null) {
			this.elsewhere.increment();
		}
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
