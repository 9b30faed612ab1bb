package io.workerlifecycle.autoconfigure.actuate;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import io.workerlifecycle.time.TimeSource;
import io.workerlifecycle.worker.WorkerSnapshot;
import io.workerlifecycle.worker.WorkerState;
import io.workerlifecycle.worker.WorkerTransition;
import io.workerlifecycle.worker.Workers;

/**
 * The meters of one worker. Most read its snapshot when they are asked; the two timers
 * record as lives and stops end. Meters of an earlier worker of this name are replaced.
 */
final class WorkerMeters {

	private static final int EXPECTED = 20;

	private final MeterGroup meters;

	private final String name;

	private final Workers workers;

	private final Timer lifetime;

	private final Timer stopDuration;

	WorkerMeters(MeterRegistry registry, TimeSource time, String name, Workers workers) {
		this.meters = new MeterGroup(registry, Tags.of("worker.name", name), EXPECTED);
		this.name = name;
		this.workers = workers;
		this.lifetime = timer("worker.lifetime", "How long lives were running");
		this.stopDuration = timer("worker.stop.duration", "How long stops took");
		registerStates();
		registerConditions();
		registerTimes(time);
		registerCounters();
	}

	private void registerStates() {
		for (WorkerState state : WorkerState.values()) {
			gauge("worker.state", Tags.of("state", state.name()), "1 for the state the worker is in, 0 for the others",
					(worker) -> worker.state() == state);
		}
	}

	private void registerConditions() {
		gauge("worker.degraded", Tags.empty(), "1 while the worker does less than it should", WorkerSnapshot::degraded);
		gauge("worker.stalled", Tags.empty(), "1 while the worker makes no progress", WorkerSnapshot::stalled);
		gauge("worker.recovering", Tags.empty(), "1 during a recovery pause of the worker", WorkerSnapshot::recovering);
	}

	private void registerTimes(TimeSource time) {
		timeGauge("worker.uptime", "How long the worker has been running", uptime(time));
		timeGauge("worker.start.time", "When the worker began to run, since the epoch", WorkerMeters::startTime);
	}

	private void registerCounters() {
		counter("worker.starts", "Lives begun", (worker) -> worker.counts().starts());
		counter("worker.stops", "Lives that ended in good order", (worker) -> worker.counts().stops());
		counter("worker.restarts", "Lives begun after a backoff", (worker) -> worker.counts().restarts());
		counter("worker.errors", "Lives that ended in an error", (worker) -> worker.counts().errors());
		counter("worker.health.failures", "Checks of its health that failed", (worker) -> worker.health().failures());
	}

	void changed(WorkerTransition transition) {
		if (transition.from() == WorkerState.RUNNING) {
			this.lifetime.record(transition.spent());
		}
		if (transition.from() == WorkerState.STOPPING) {
			this.stopDuration.record(transition.spent());
		}
	}

	/**
	 * Whether there is anything to read.
	 */
	boolean hasWorker() {
		return this.workers.find(this.name).filter((worker) -> worker.name().equals(this.name)).isPresent();
	}

	void remove() {
		this.meters.remove();
	}

	private Timer timer(String meter, String description) {
		return this.meters.add(Timer.builder(meter)
			.description(description)
			.tags(this.meters.vacant(meter, Tags.empty()))
			.register(this.meters.registry()));
	}

	private void gauge(String meter, Tags tags, String description, Predicate<WorkerSnapshot> holds) {
		this.meters.add(Gauge.builder(meter, this.workers, reading((worker) -> holds.test(worker) ? 1 : 0))
			.description(description)
			.tags(this.meters.vacant(meter, tags))
			.register(this.meters.registry()));
	}

	private void counter(String meter, String description, ToLongFunction<WorkerSnapshot> count) {
		this.meters.add(FunctionCounter.builder(meter, this.workers, reading(count::applyAsLong))
			.description(description)
			.tags(this.meters.vacant(meter, Tags.empty()))
			.register(this.meters.registry()));
	}

	private void timeGauge(String meter, String description, ToDoubleFunction<WorkerSnapshot> millis) {
		this.meters.add(TimeGauge.builder(meter, this.workers, TimeUnit.MILLISECONDS, reading(millis))
			.description(description)
			.tags(this.meters.vacant(meter, Tags.empty()))
			.register(this.meters.registry()));
	}

	private Reading reading(ToDoubleFunction<WorkerSnapshot> value) {
		return new Reading(this.name, value);
	}

	private static ToDoubleFunction<WorkerSnapshot> uptime(TimeSource time) {
		return (worker) -> {
			Instant since = worker.runningSince();
			return (since != null) ? Duration.between(since, time.now()).toMillis() : 0;
		};
	}

	private static double startTime(WorkerSnapshot worker) {
		Instant since = worker.runningSince();
		return (since != null) ? since.toEpochMilli() : 0;
	}

	/**
	 * Reads one value of a worker. It must not hold the workers themselves, nor these
	 * meters: a registry that outlives its application would keep all of it in memory.
	 */
	private record Reading(String name, ToDoubleFunction<WorkerSnapshot> value) implements ToDoubleFunction<Workers> {

		@Override
		public double applyAsDouble(Workers workers) {
			return workers.find(this.name).map(this.value::applyAsDouble).orElse(Double.NaN);
		}

	}

}
