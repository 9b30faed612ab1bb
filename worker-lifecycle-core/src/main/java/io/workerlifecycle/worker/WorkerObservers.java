package io.workerlifecycle.worker;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Several observers as one. One that throws is logged, and the others are told all the
 * same.
 */
record WorkerObservers(List<WorkerObserver> observers) implements WorkerObserver {

	private static final Log logger = LogFactory.getLog(WorkerObservers.class);

	@Override
	public void registered(WorkerSnapshot worker, Workers workers) {
		tell((observer) -> observer.registered(worker, workers));
	}

	@Override
	public void changed(WorkerSnapshot worker, WorkerTransition transition) {
		tell((observer) -> observer.changed(worker, transition));
	}

	@Override
	public void restartScheduled(WorkerSnapshot worker, Duration delay) {
		tell((observer) -> observer.restartScheduled(worker, delay));
	}

	@Override
	public void gaveUp(WorkerSnapshot worker) {
		tell((observer) -> observer.gaveUp(worker));
	}

	@Override
	public void conditionChanged(WorkerSnapshot worker, WorkerCondition before) {
		tell((observer) -> observer.conditionChanged(worker, before));
	}

	@Override
	public void stalled(WorkerSnapshot worker) {
		tell((observer) -> observer.stalled(worker));
	}

	@Override
	public void healthChecked(WorkerSnapshot worker, HealthRecord before) {
		tell((observer) -> observer.healthChecked(worker, before));
	}

	@Override
	public void removed(WorkerSnapshot worker) {
		tell((observer) -> observer.removed(worker));
	}

	@Override
	public void interrupted(WorkerSnapshot worker) {
		tell((observer) -> observer.interrupted(worker));
	}

	@Override
	public void cleanUpFailed(WorkerSnapshot worker, WorkerFailure failure) {
		tell((observer) -> observer.cleanUpFailed(worker, failure));
	}

	private void tell(Consumer<WorkerObserver> news) {
		for (WorkerObserver observer : this.observers) {
			try {
				news.accept(observer);
			}
			catch (Throwable ex) {
				logger.error("An observer of workers failed: " + observer, ex);
			}
		}
	}

}
