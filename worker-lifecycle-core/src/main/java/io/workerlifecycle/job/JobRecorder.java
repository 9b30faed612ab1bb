package io.workerlifecycle.job;

/**
 * Is told what becomes of one job. Executions are told on their own thread, refusals and
 * executions that were cancelled before they had a thread on another, never on that of
 * the clock; several may be told at once. It must be short; an exception it throws is
 * logged and changes nothing.
 *
 * @since 0.1.0
 * @see JobObserver#observe(String, LiveJob)
 */
public interface JobRecorder {

	/**
	 * An execution ended. Its job may fire again only after this call.
	 * @param execution the execution
	 */
	default void finished(JobExecution execution) {
	}

	/**
	 * A firing had no execution.
	 * @param reason why
	 */
	default void refused(RefusalReason reason) {
	}

	/**
	 * An execution goes on though it was interrupted long ago.
	 * @param event the execution and where it is
	 */
	default void stuck(JobStuckEvent event) {
	}

	/**
	 * The job is gone. Executions of it that go on are told all the same, until a job of
	 * the same name comes.
	 */
	default void removed() {
	}

}
