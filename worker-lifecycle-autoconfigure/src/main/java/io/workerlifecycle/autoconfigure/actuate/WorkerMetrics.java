package io.workerlifecycle.autoconfigure.actuate;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.micrometer.core.instrument.MeterRegistry;
import io.workerlifecycle.time.TimeSource;
import io.workerlifecycle.worker.WorkerObserver;
import io.workerlifecycle.worker.WorkerSnapshot;
import io.workerlifecycle.worker.WorkerTransition;
import io.workerlifecycle.worker.Workers;

/**
 * The meters of workers, all there from the registration of the worker on, so that zero
 * shows, and gone when the worker is.
 */
final class WorkerMetrics implements WorkerObserver {

	private final MeterRegistry registry;

	private final TimeSource time;

	/**
	 * By the worker's name as it is written, which is the tag. Entries come and go under
	 * the lock of this object, so that what a removed worker leaves is not mixed up with
	 * what its successor brings.
	 */
	private final Map<String, WorkerMeters> meters = new ConcurrentHashMap<>();

	WorkerMetrics(MeterRegistry registry, TimeSource time) {
		this.registry = registry;
		this.time = time;
	}

	@Override
	public synchronized void registered(WorkerSnapshot worker, Workers workers) {
		this.meters.put(worker.name(), new WorkerMeters(this.registry, this.time, worker.name(), workers));
	}

	@Override
	public void changed(WorkerSnapshot worker, WorkerTransition transition) {
		WorkerMeters known = this.meters.get(worker.name());
		if (known != null) {
			known.changed(transition);
		}
	}

	/**
	 * Takes the meters of the worker away, unless another of its name is there already
	 * and has taken them over: that is registered on another thread, and may come first.
	 */
	@Override
	public synchronized void removed(WorkerSnapshot worker) {
		WorkerMeters known = this.meters.get(worker.name());
		if (known != null && !known.hasWorker()) {
			this.meters.remove(worker.name());
			known.remove();
		}
	}

}
