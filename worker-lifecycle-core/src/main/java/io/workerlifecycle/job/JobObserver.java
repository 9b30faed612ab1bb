package io.workerlifecycle.job;

/**
 * Looks at jobs, for meters. Each job that becomes known has a recorder of its own, so
 * that nothing is looked up while jobs run. An exception is logged, and the job goes
 * unrecorded. Listeners that may take their time use {@link JobFinishedEvent} and
 * {@link JobSkippedEvent}.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface JobObserver {

	/**
	 * A job is known from now on. One of the same name may have been there before. Other
	 * commands to jobs wait, so it must be short.
	 * @param jobName the name of the job
	 * @param job the job, to look at from now on; whoever may outlive the application,
	 * such as a meter registry, must not hold it strongly
	 * @return who is told what becomes of the job until another of its name takes its
	 * place; the executions that go on then are told to the recorder of the new one
	 */
	JobRecorder observe(String jobName, LiveJob job);

}
