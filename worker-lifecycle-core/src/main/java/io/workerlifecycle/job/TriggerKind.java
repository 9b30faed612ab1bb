package io.workerlifecycle.job;

/**
 * What made a job fire.
 *
 * @since 0.1.0
 */
public enum TriggerKind {

	/** Its schedule. */
	SCHEDULED,

	/** The start of jobs, for a job that runs on start. */
	STARTUP,

	/** A call of {@link BackgroundJobs#trigger(String)}. */
	MANUAL,

	/** A firing that was missed, and is made up for. */
	CATCH_UP

}
