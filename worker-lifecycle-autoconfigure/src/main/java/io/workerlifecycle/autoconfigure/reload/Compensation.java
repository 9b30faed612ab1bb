package io.workerlifecycle.autoconfigure.reload;

import java.util.ArrayDeque;
import java.util.Deque;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * What was done, and how it is undone: in reverse order, each step whatever becomes of
 * the others. For one thread.
 */
final class Compensation {

	private static final Log logger = LogFactory.getLog(Compensation.class);

	private final Deque<Step> steps = new ArrayDeque<>();

	/**
	 * Does a step. One that throws half-way is undone as well.
	 * @param name what it is, for the log
	 * @param action does it
	 * @param undo lets everything be as before
	 * @throws Exception if it cannot be done
	 */
	void step(String name, Action action, Action undo) throws Exception {
		this.steps.push(new Step(name, undo));
		action.run();
	}

	/** Undoes all steps. */
	void undo() {
		for (Step step : this.steps) {
			try {
				step.undo().run();
			}
			catch (Throwable ex) {
				logger.error("After a refused reload, " + step.name() + " could not go back to what was before", ex);
			}
		}
		this.steps.clear();
	}

	/**
	 * Something that may fail.
	 */
	@FunctionalInterface
	interface Action {

		void run() throws Exception;

	}

	private record Step(String name, Action undo) {
	}

}
