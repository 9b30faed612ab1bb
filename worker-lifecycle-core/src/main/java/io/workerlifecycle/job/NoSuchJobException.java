package io.workerlifecycle.job;

import java.util.List;

/**
 * Thrown when a job is asked for by a name that no job has.
 *
 * @since 0.1.0
 */
public class NoSuchJobException extends RuntimeException {

	private final String jobName;

	/**
	 * Tells the name and those there are.
	 * @param jobName the name that no job has
	 * @param known the names of the jobs there are
	 */
	public NoSuchJobException(String jobName, List<String> known) {
		super("There is no job '" + jobName + "'. "
				+ (known.isEmpty() ? "There are no jobs." : "The jobs are: " + String.join(", ", known) + "."));
		this.jobName = jobName;
	}

	/**
	 * The name that no job has.
	 * @return the name as it was asked for
	 */
	public String getJobName() {
		return this.jobName;
	}

}
