package io.workerlifecycle.job;

/**
 * Thrown at start when a job cannot be as it is declared or configured. The message names
 * the job, the place and the fact; {@link #getAction()} says how to mend it.
 *
 * @since 0.1.0
 */
public class InvalidJobException extends RuntimeException {

	private final String action;

	/**
	 * Tells what is wrong and what to do.
	 * @param description the job, the place and the fact
	 * @param action how to mend it
	 */
	public InvalidJobException(String description, String action) {
		super(description);
		this.action = action;
	}

	/**
	 * How to mend it.
	 * @return a sentence for the one who starts the application
	 */
	public String getAction() {
		return this.action;
	}

}
