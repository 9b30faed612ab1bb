package io.workerlifecycle.job;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import io.workerlifecycle.thread.LogContext;

/**
 * Marks what is logged, on the calling thread, with the job and the execution that it is
 * about. A context that throws instead of running what it was handed costs the marks, and
 * nothing else.
 */
record JobMarks(LogContext context) {

	/** The name of the job. */
	static final String JOB = "job";

	/** The id of the execution. */
	static final String EXECUTION = "execution";

	private static final Log logger = LogFactory.getLog(BackgroundJobs.class);

	/** For what is about no execution, such as a refusal. */
	void run(String jobName, Runnable action) {
		marked(JOB, jobName, action);
	}

	void run(String jobName, String executionId, Runnable action) {
		marked(JOB, jobName, () -> marked(EXECUTION, executionId, action));
	}

	private void marked(String key, String value, Runnable action) {
		Begun begun = new Begun(action);
		try {
			this.context.run(key, value, begun);
		}
		catch (RuntimeException ex) {
			if (begun.yes) {
				throw ex;
			}
			logger.error("The context of the log failed, and lines go without " + key + " '" + value + "'", ex);
			action.run();
		}
	}

	/** Used on one thread. */
	private static final class Begun implements Runnable {

		private final Runnable action;

		private boolean yes;

		Begun(Runnable action) {
			this.action = action;
		}

		@Override
		public void run() {
			this.yes = true;
			this.action.run();
		}

	}

}
