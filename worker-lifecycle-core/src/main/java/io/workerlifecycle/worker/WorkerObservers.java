package io.workerlifecycle.worker;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

import io.workerlifecycle.thread.LogContext;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Several observers as one. One that throws is logged, and the others are told all the
 * same. What they log is marked with the name of the worker.
 */
record WorkerObservers(List<WorkerObserver> observers, LogContext logContext) implements WorkerObserver {

	private static final Log logger = LogFactory.getLog(WorkerObservers.class);

	@Override
	public void registered(WorkerSnapshot worker, Workers workers) {
		tell(worker, (observer) -> observer.registered(worker, workers));
	}

	@Override
	public void changed(WorkerSnapshot worker, WorkerTransition transition) {
		tell(worker, (observer) -> observer.changed(worker, transition));
	}

	@Override
	public void restartScheduled(WorkerSnapshot worker, Duration delay) {
		tell(worker, (observer) -> observer.restartScheduled(worker, delay));
	}

	@Override
	public void gaveUp(WorkerSnapshot worker) {
		tell(worker, (observer) -> observer.gaveUp(worker));
	}

	@Override
	public void conditionChanged(WorkerSnapshot worker, WorkerCondition before) {
		tell(worker, (observer) -> observer.conditionChanged(worker, before));
	}

	@Override
	public void stalled(WorkerSnapshot worker) {
		tell(worker, (observer) -> observer.stalled(worker));
	}

	@Override
	public void healthChecked(WorkerSnapshot worker, HealthRecord before) {
		tell(worker, (observer) -> observer.healthChecked(worker, before));
	}

	@Override
	public void removed(WorkerSnapshot worker) {
		tell(worker, (observer) -> observer.removed(worker));
	}

	@Override
	public void interrupted(WorkerSnapshot worker) {
		tell(worker, (observer) -> observer.interrupted(worker));
	}

	@Override
	public void abandoned(WorkerSnapshot worker) {
		tell(worker, (observer) -> observer.abandoned(worker));
	}

	@Override
	public void worksAgain(WorkerSnapshot worker, int failures) {
		tell(worker, (observer) -> observer.worksAgain(worker, failures));
	}

	@Override
	public void cleanUpFailed(WorkerSnapshot worker, WorkerFailure failure) {
		tell(worker, (observer) -> observer.cleanUpFailed(worker, failure));
	}

	private void tell(WorkerSnapshot worker, Consumer<WorkerObserver> news) {
		this.logContext.run(LogContext.WORKER, worker.name(), () -> tell(news));
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
