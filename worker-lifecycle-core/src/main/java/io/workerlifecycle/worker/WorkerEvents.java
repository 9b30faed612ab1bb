package io.workerlifecycle.worker;

import java.time.Duration;
import java.util.concurrent.Executor;

import org.springframework.context.ApplicationEventPublisher;

/**
 * Publishes what happens to workers as events of the application.
 */
final class WorkerEvents implements WorkerObserver {

	private final ApplicationEventPublisher publisher;

	private final Executor events;

	WorkerEvents(ApplicationEventPublisher publisher, Executor events) {
		this.publisher = publisher;
		this.events = events;
	}

	@Override
	public void changed(WorkerSnapshot worker, WorkerTransition transition) {
		publish(new WorkerStateChangedEvent(worker, transition));
	}

	@Override
	public void restartScheduled(WorkerSnapshot worker, Duration delay) {
		publish(new WorkerRestartScheduledEvent(worker, delay));
	}

	@Override
	public void gaveUp(WorkerSnapshot worker) {
		publish(new WorkerGaveUpEvent(worker));
	}

	@Override
	public void conditionChanged(WorkerSnapshot worker, WorkerCondition before) {
		publish(new WorkerConditionChangedEvent(worker, before));
	}

	@Override
	public void stalled(WorkerSnapshot worker) {
		publish(new WorkerStalledEvent(worker));
	}

	private void publish(Object event) {
		this.events.execute(() -> this.publisher.publishEvent(event));
	}

}
