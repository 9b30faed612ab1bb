package io.workerlifecycle.autoconfigure.process;

import java.util.Locale;

/**
 * What one process can do to the instance of an application that another one runs.
 *
 * @since 0.1.0
 */
public enum ControlAction {

	/** Starts an instance in the background. */
	START,

	/** Ends the instance that runs. */
	STOP,

	/** Ends the instance that runs, if there is one, and starts another. */
	RESTART,

	/** Tells whether an instance runs, and how it is. */
	STATUS,

	/** Lets the instance that runs read its configuration again. */
	RELOAD;

	/**
	 * The word that the command line has for it.
	 * @return the word, in lower case
	 */
	public String word() {
		return name().toLowerCase(Locale.ROOT);
	}

}
