package io.workerlifecycle.worker;

import java.util.List;

import org.springframework.context.ApplicationEventPublisher;

/**
 * Who hears of workers.
 *
 * @param publisher where events go
 * @param observers who is told what has happened
 * @param interceptors who sees each start and stop while it happens, in their order
 * @since 0.1.0
 */
public record WorkerAudience(ApplicationEventPublisher publisher, List<WorkerObserver> observers,
		List<WorkerLifecycleInterceptor> interceptors) {

	/**
	 * Copies the lists.
	 */
	public WorkerAudience {
		observers = List.copyOf(observers);
		interceptors = List.copyOf(interceptors);
	}

}
