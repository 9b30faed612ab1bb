package io.workerlifecycle.job;

/**
 * What a job does that is added while the application runs.
 *
 * @since 0.1.0
 * @see BackgroundJobs#add(JobDefinition)
 */
@FunctionalInterface
public interface JobAction {

	/**
	 * Runs once. Is called on a thread of the executions, never beside itself unless the
	 * job allows it.
	 * @param context the execution
	 * @throws Exception to fail the execution
	 */
	void run(JobContext context) throws Exception;

}
