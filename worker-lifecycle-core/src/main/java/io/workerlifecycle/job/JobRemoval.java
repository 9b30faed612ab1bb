package io.workerlifecycle.job;

import java.util.List;

/**
 * How the removal of a job ended.
 *
 * @param jobName the name of the job
 * @param end what became of its executions
 * @param left the ids of the executions that still run; nothing of the same name begins
 * beside them, also when the job is added again
 * @since 0.1.0
 */
public record JobRemoval(String jobName, End end, List<String> left) {

	/**
	 * Keeps an unchangeable copy of the list.
	 */
	public JobRemoval {
		left = List.copyOf(left);
	}

	/**
	 * What became of the executions of a removed job.
	 */
	public enum End {

		/** There was none. */
		IDLE,

		/** They ended by themselves. */
		FINISHED,

		/** They ended after they were interrupted. */
		INTERRUPTED,

		/**
		 * They still run: the stop-timeout was not enough, or one removed its own job.
		 */
		STILL_RUNNING

	}

}
