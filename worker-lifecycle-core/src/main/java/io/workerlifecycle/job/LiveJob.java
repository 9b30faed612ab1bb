package io.workerlifecycle.job;

/**
 * A job as it is whenever somebody looks, for gauges: each look is cheap, may come from
 * any thread, and waits for nobody.
 *
 * @since 0.1.0
 * @see JobObserver#observe(String, LiveJob)
 */
public interface LiveJob {

	/**
	 * How many executions are under way.
	 * @return the number, those that wait for a thread included
	 */
	int executionsUnderWay();

	/**
	 * How many executions failed since the last success.
	 * @return the number
	 */
	int consecutiveFailures();

	/**
	 * All that is known of the job, but the stacks of its executions.
	 * @return a snapshot, made anew
	 */
	JobSnapshot snapshot();

}
