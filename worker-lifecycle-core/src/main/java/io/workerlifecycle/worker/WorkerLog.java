package io.workerlifecycle.worker;

import java.time.Duration;
import java.util.List;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Writes what happens to workers into the log.
 */
final class WorkerLog implements WorkerObserver {

	private static final Log logger = LogFactory.getLog(WorkerLog.class);

	@Override
	public void changed(WorkerSnapshot worker, WorkerTransition transition) {
		switch (transition.to()) {
			case RUNNING -> logger.info(label(worker) + " is running");
			case STARTING -> starting(worker, transition);
			case STOPPED -> logger.info(label(worker) + " has stopped (" + transition.reason() + ")");
			case ERROR -> error(worker, transition);
			default -> logger.debug(label(worker) + " is " + transition.to() + " (" + transition.reason() + ")");
		}
	}

	private static void starting(WorkerSnapshot worker, WorkerTransition transition) {
		List<String> others = worker.condition().waitingFor();
		if (others.isEmpty()) {
			logger.debug(label(worker) + " is STARTING (" + transition.reason() + ")");
		}
		else {
			logger.info(label(worker) + " waits until these are running: " + String.join(", ", others));
		}
	}

	@Override
	public void restartScheduled(WorkerSnapshot worker, Duration delay) {
		logger.warn(label(worker) + " will be restarted in " + delay.toMillis() + " ms");
	}

	@Override
	public void gaveUp(WorkerSnapshot worker) {
		logger.error(label(worker) + " gave up and will not be restarted by itself (restart policy "
				+ worker.settings().restart().policy() + ", " + worker.counts().restarts() + " restarts)");
	}

	@Override
	public void interrupted(WorkerSnapshot worker) {
		logger.warn(label(worker) + " did not stop within " + worker.settings().stopTimeout().toMillis()
				+ " ms and is interrupted. It was here: " + worker.stack());
	}

	@Override
	public void cleanUpFailed(WorkerSnapshot worker, WorkerFailure failure) {
		logger.error(label(worker) + " failed while it cleaned up", failure.exception());
	}

	@Override
	public void abandoned(WorkerSnapshot worker) {
		logger
			.error(label(worker) + " did not end in its time and is abandoned. Its thread is here: " + worker.stack());
	}

	private static void error(WorkerSnapshot worker, WorkerTransition transition) {
		WorkerFailure failure = worker.lastFailure();
		if (!worker.abandoned()) {
			logger.error(label(worker) + " failed in state " + transition.from(),
					(failure != null) ? failure.exception() : null);
		}
	}

	static String label(WorkerSnapshot worker) {
		return "Worker '" + worker.name() + "' (incarnation " + worker.incarnation() + ")";
	}

}
