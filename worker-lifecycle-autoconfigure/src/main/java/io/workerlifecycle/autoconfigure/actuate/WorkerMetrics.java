package io.workerlifecycle.autoconfigure.actuate;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import io.workerlifecycle.time.TimeSource;
import io.workerlifecycle.worker.WorkerCounts;
import io.workerlifecycle.worker.WorkerObserver;
import io.workerlifecycle.worker.WorkerSnapshot;
import io.workerlifecycle.worker.WorkerState;
import io.workerlifecycle.worker.WorkerTransition;
import io.workerlifecycle.worker.Workers;

/**
 * The meters of workers, all there from the registration of the worker on, so that zero
 * shows. Most read the worker's snapshot when they are asked; the two timers record as
 * lives and stops end.
 */
final class WorkerMetrics implements WorkerObserver {

	private static final String TAG = "worker.name";

	private final MeterRegistry registry;

	private final TimeSource time;

	private final Map<String, Timer> lifetimes = new ConcurrentHashMap<>();

	private final Map<String, Timer> stopDurations = new ConcurrentHashMap<>();

	WorkerMetrics(MeterRegistry registry, TimeSource time) {
		this.registry = registry;
		this.time = time;
	}

	@Override
	public void registered(WorkerSnapshot worker, Workers workers) {
		String name = worker.name();
		for (WorkerState state : WorkerState.values()) {
			Gauge.builder("worker.state", workers, (all) -> read(all, name, (seen) -> (seen.state() == state) ? 1 : 0))
				.description("1 for the state the worker is in, 0 for the others")
				.tags(TAG, name, "state", state.name())
				.register(this.registry);
		}
		timeGauge("worker.uptime", "How long the worker has been running", workers, name, this::uptime);
		timeGauge("worker.start.time", "When the worker began to run, since the epoch", workers, name,
				WorkerMetrics::startTime);
		counter("worker.starts", "Lives begun", workers, name, WorkerCounts::starts);
		counter("worker.stops", "Lives that ended in good order", workers, name, WorkerCounts::stops);
		counter("worker.restarts", "Lives begun after a backoff", workers, name, WorkerCounts::restarts);
		counter("worker.errors", "Lives that ended in an error", workers, name, WorkerCounts::errors);
		this.lifetimes.put(name, timer("worker.lifetime", "How long lives were running", name));
		this.stopDurations.put(name, timer("worker.stop.duration", "How long stops took", name));
	}

	@Override
	public void changed(WorkerSnapshot worker, WorkerTransition transition) {
		if (transition.from() == WorkerState.RUNNING) {
			record(this.lifetimes, worker, transition);
		}
		if (transition.from() == WorkerState.STOPPING) {
			record(this.stopDurations, worker, transition);
		}
	}

	private static void record(Map<String, Timer> timers, WorkerSnapshot worker, WorkerTransition transition) {
		Timer timer = timers.get(worker.name());
		if (timer != null) {
			timer.record(transition.spent());
		}
	}

	private Timer timer(String meter, String description, String name) {
		return Timer.builder(meter).description(description).tag(TAG, name).register(this.registry);
	}

	private void counter(String meter, String description, Workers workers, String name,
			ToLongFunction<WorkerCounts> count) {
		FunctionCounter.builder(meter, workers, (all) -> read(all, name, (seen) -> count.applyAsLong(seen.counts())))
			.description(description)
			.tag(TAG, name)
			.register(this.registry);
	}

	private void timeGauge(String meter, String description, Workers workers, String name,
			ToDoubleFunction<WorkerSnapshot> millis) {
		TimeGauge.builder(meter, workers, TimeUnit.MILLISECONDS, (all) -> read(all, name, millis))
			.description(description)
			.tag(TAG, name)
			.register(this.registry);
	}

	private double uptime(WorkerSnapshot worker) {
		Instant since = worker.runningSince();
		return (since != null) ? Duration.between(since, this.time.now()).toMillis() : 0;
	}

	private static double startTime(WorkerSnapshot worker) {
		Instant since = worker.runningSince();
		return (since != null) ? since.toEpochMilli() : 0;
	}

	private static double read(Workers workers, String name, ToDoubleFunction<WorkerSnapshot> value) {
		return workers.find(name).map(value::applyAsDouble).orElse(Double.NaN);
	}

}
