package io.workerlifecycle.job;

/**
 * Is told what becomes of jobs, for meters. Executions are told on the thread of the job,
 * refusals and executions that were cancelled before they had a thread on one of their
 * own, never on that of the clock. It must be short; an exception it throws is logged and
 * changes nothing. Listeners that may take their time use {@link JobFinishedEvent} and
 * {@link JobSkippedEvent}.
 *
 * @since 0.1.0
 */
public interface JobObserver {

	/**
	 * A job is known from now on.
	 * @param jobName the name of the job
	 * @param job the job, to look at from now on; whoever may outlive the application,
	 * such as a meter registry, must not hold it strongly
	 */
	default void registered(String jobName, LiveJob job) {
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
