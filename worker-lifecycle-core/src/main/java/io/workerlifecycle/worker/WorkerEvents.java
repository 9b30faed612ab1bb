package io.workerlifecycle.worker;

import java.time.Duration;
import java.util.concurrent.Executor;

import io.workerlifecycle.thread.LogContext;

import org.springframework.context.ApplicationEventPublisher;

/**
 * Publishes what happens to workers as events of the application.
 */
final class WorkerEvents implements WorkerObserver {

	private final ApplicationEventPublisher publisher;

	private final Executor events;

	private final LogContext logContext;

	WorkerEvents(ApplicationEventPublisher publisher, Executor events, LogContext logContext) {
		this.publisher = publisher;
		this.events = events;
		this.logContext = logContext;
	}

	@Override
	public void changed(WorkerSnapshot worker, WorkerTransition transition) {
		publish(worker, new WorkerStateChangedEvent(worker, transition));
	}

	@Override
	public void restartScheduled(WorkerSnapshot worker, Duration delay) {
		publish(worker, new WorkerRestartScheduledEvent(worker, delay));
	}

	@Override
	public void gaveUp(WorkerSnapshot worker) {
		publish(worker, new WorkerGaveUpEvent(worker));
	}

	@Override
	public void conditionChanged(WorkerSnapshot worker, WorkerCondition before) {
		publish(worker, new WorkerConditionChangedEvent(worker, before));
	}

	@Override
	public void stalled(WorkerSnapshot worker) {
		publish(worker, new WorkerStalledEvent(worker));
	}

	private void publish(WorkerSnapshot worker, Object event) {
		this.events.execute(
				() -> this.logContext.run(LogContext.WORKER, worker.name(), () -> this.publisher.publishEvent(event)));
	}

}
