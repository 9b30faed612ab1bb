package io.workerlifecycle.worker;

import java.time.Duration;

import org.springframework.context.ApplicationEventPublisher;

/**
 * Publishes what happens to workers as events of the application.
 */
final class WorkerEvents implements WorkerObserver {

	private final ApplicationEventPublisher publisher;

	WorkerEvents(ApplicationEventPublisher publisher) {
		this.publisher = publisher;
	}

	@Override
	public void changed(WorkerSnapshot worker, WorkerTransition transition) {
		this.publisher.publishEvent(new WorkerStateChangedEvent(worker, transition));
	}

	@Override
	public void restartScheduled(WorkerSnapshot worker, Duration delay) {
		this.publisher.publishEvent(new WorkerRestartScheduledEvent(worker, delay));
	}

	@Override
	public void gaveUp(WorkerSnapshot worker) {
		this.publisher.publishEvent(new WorkerGaveUpEvent(worker));
	}

}
