package io.workerlifecycle.autoconfigure.process;

import java.util.List;

/**
 * Knows what is to be said of the start of some workers, besides what is said of all, in
 * the plan of a start.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface StartNotes {

	/**
	 * What is to be said of one worker.
	 * @param worker its name
	 * @return a few words each; none if there is nothing to say
	 */
	List<String> of(String worker);

}
