package io.workerlifecycle.time;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * A timer's action whose exceptions are logged and go no further, so that one bad action
 * does not end the clock.
 */
record ContainedAction(Runnable action) implements Runnable {

	private static final Log logger = LogFactory.getLog(ContainedAction.class);

	@Override
	public void run() {
		try {
			this.action.run();
		}
		catch (Throwable ex) {
			logger.error("A timer's action failed: " + this.action, ex);
		}
	}

}
