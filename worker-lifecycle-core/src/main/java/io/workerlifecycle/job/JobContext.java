package io.workerlifecycle.job;

import java.time.Instant;
import java.util.OptionalLong;

/**
 * One execution of a job, as its method sees it. May be used from any thread.
 *
 * @since 0.1.0
 */
public interface JobContext {

	/**
	 * The name of the job.
	 * @return the name, as configured
	 */
	String jobName();

	/**
	 * The id of this execution, unique in this process and unlikely to come again in any
	 * other.
	 * @return the id
	 */
	String executionId();

	/**
	 * When this execution was due.
	 * @return the due time; for a manual trigger the time of the trigger
	 */
	Instant scheduledTime();

	/**
	 * Which attempt this is, where an execution tries again.
	 * @return the number, from 1 on
	 */
	int attempt();

	/**
	 * Whether this execution should end soon, because the application stops or the
	 * execution was cancelled.
	 * @return true once asked to stop or interrupted
	 */
	boolean isStopRequested();

	/**
	 * The number to hand to a store that refuses older numbers, where executions are
	 * spread over nodes.
	 * @return the token; empty when the job runs on one node
	 */
	OptionalLong fencingToken();

}
