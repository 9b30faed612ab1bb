package io.workerlifecycle.job;

import java.util.function.Supplier;

/**
 * Is told what becomes of jobs, for meters. Executions are told on the thread of the job,
 * refusals on a thread of their own, never on that of the clock. It must be short; an
 * exception it throws is logged and changes nothing. Listeners that may take their time
 * use {@link JobFinishedEvent} and {@link JobSkippedEvent}.
 *
 * @since 0.1.0
 */
public interface JobObserver {

	/**
	 * A job is known from now on.
	 * @param job the job
	 * @param current gives newer snapshots, without stacks, at any time and from any
	 * thread
	 */
	default void registered(JobSnapshot job, Supplier<JobSnapshot> current) {
	}

	/**
	 * A job is gone. One of the same name may come again.
	 * @param jobName the name of the job
	 */
	default void removed(String jobName) {
	}

	/**
	 * An execution goes on though it was interrupted long ago.
	 * @param event the execution and where it is
	 */
	default void stuck(JobStuckEvent event) {
	}

	/**
	 * An execution ended. Its job may fire again only after this call.
	 * @param jobName the name of the job
	 * @param execution the execution
	 */
	default void finished(String jobName, JobExecution execution) {
	}

	/**
	 * A firing had no execution.
	 * @param jobName the name of the job
	 * @param reason why
	 */
	default void refused(String jobName, RefusalReason reason) {
	}

}
