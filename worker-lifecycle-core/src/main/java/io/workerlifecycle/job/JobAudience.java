package io.workerlifecycle.job;

import java.util.List;

import io.workerlifecycle.thread.LogContext;

import org.springframework.context.ApplicationEventPublisher;

/**
 * Who hears of jobs.
 *
 * @param publisher where events go
 * @param observers who counts
 * @param logContext marks what is logged about a job and an execution of it
 * @since 0.1.0
 */
public record JobAudience(ApplicationEventPublisher publisher, List<JobObserver> observers, LogContext logContext) {

	/**
	 * Copies the list.
	 */
	public JobAudience {
		observers = List.copyOf(observers);
	}

}
