package io.workerlifecycle.job;

/**
 * Published after every execution of a job, on a thread that delivers the events of all
 * jobs in order.
 *
 * @param jobName the name of the job
 * @param execution the execution that ended
 * @since 0.1.0
 */
public record JobFinishedEvent(String jobName, JobExecution execution) {
}
