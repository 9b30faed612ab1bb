package io.workerlifecycle.job;

/**
 * Thrown at start when another has the job state file: another process, or another
 * context of this one.
 *
 * @since 0.1.0
 */
public class JobStateInUseException extends InvalidJobException {

	private static final long serialVersionUID = 1L;

	/**
	 * Tells who has it and what to do.
	 * @param description a sentence that names the file
	 * @param action what to do about it
	 */
	public JobStateInUseException(String description, String action) {
		super(description, action);
	}

}
