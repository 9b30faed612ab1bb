package io.workerlifecycle.job;

import java.nio.file.Path;
import java.util.List;

import io.workerlifecycle.time.TimeSource;
import org.jspecify.annotations.Nullable;

/**
 * What jobs need of the application around them.
 *
 * @param time the source of time
 * @param threads the threads of executions
 * @param steps what is around the methods, outermost first
 * @param audience who hears of jobs
 * @param stateFile where jobs remember over restarts what they fired; null for nowhere
 * @since 0.1.0
 */
public record JobResources(TimeSource time, JobThreads threads, List<ExecutionStep> steps, JobAudience audience,
		@Nullable Path stateFile) {

	/**
	 * Keeps an unchangeable copy.
	 */
	public JobResources {
		steps = List.copyOf(steps);
	}

}
