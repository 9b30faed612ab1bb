package io.workerlifecycle.job;

import java.util.List;

import io.workerlifecycle.time.TimeSource;

import org.springframework.context.ApplicationEventPublisher;

/**
 * What jobs need of the application around them.
 *
 * @param time the source of time
 * @param threads the threads of executions
 * @param steps what is around the methods, outermost first
 * @param observers who counts
 * @param publisher where events go
 * @since 0.1.0
 */
public record JobResources(TimeSource time, JobThreads threads, List<ExecutionStep> steps, List<JobObserver> observers,
		ApplicationEventPublisher publisher) {

	/**
	 * Keeps unchangeable copies.
	 */
	public JobResources {
		steps = List.copyOf(steps);
		observers = List.copyOf(observers);
	}

}
