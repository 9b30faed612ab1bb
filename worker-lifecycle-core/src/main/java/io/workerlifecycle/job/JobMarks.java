package io.workerlifecycle.job;

import java.util.function.Supplier;

import io.workerlifecycle.thread.LogContext;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

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
		marked(jobName, null, action).run();
	}

	void run(String jobName, String executionId, Runnable action) {
		marked(jobName, executionId, action).run();
	}

	/** The action below its marks, to run once. */
	Runnable marked(String jobName, @Nullable String executionId, Runnable action) {
		return (this.context != LogContext.NONE) ? new Marked(this.context, jobName, executionId, action) : action;
	}

	/**
	 * An action below its marks, one within the other. Used on one thread, once.
	 */
	private static final class Marked implements Runnable, Supplier<Boolean> {

		private final LogContext context;

		private final String jobName;

		private final @Nullable String executionId;

		private final Runnable action;

		/** How many marks have been set, or given up. */
		private int marks;

		Marked(LogContext context, String jobName, @Nullable String executionId, Runnable action) {
			this.context = context;
			this.jobName = jobName;
			this.executionId = executionId;
			this.action = action;
		}

		/** Called by the context, below one more mark. */
		@Override
		public Boolean get() {
			this.marks++;
			run();
			return true;
		}

		@Override
		public void run() {
			if (this.marks == 0) {
				mark(JOB, this.jobName);
			}
			else if (this.marks == 1 && this.executionId != null) {
				mark(EXECUTION, this.executionId);
			}
			else {
				this.action.run();
			}
		}

		private void mark(String key, String value) {
			int before = this.marks;
			try {
				this.context.call(key, value, this);
			}
			catch (RuntimeException ex) {
				if (this.marks > before) {
					throw ex;
				}
				logger.error("The context of the log failed, and lines go without " + key + " '" + value + "'", ex);
				get();
			}
		}

	}

}
