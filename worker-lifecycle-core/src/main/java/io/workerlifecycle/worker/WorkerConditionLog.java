package io.workerlifecycle.worker;

import java.time.Instant;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Writes into the log what is to be said of workers besides their state: that they are
 * paused, degraded, recovering, stalled or ill, and that they are so no longer.
 */
final class WorkerConditionLog implements WorkerObserver {

	private static final Log logger = LogFactory.getLog(WorkerConditionLog.class);

	@Override
	public void conditionChanged(WorkerSnapshot worker, WorkerCondition before) {
		WorkerCondition now = worker.condition();
		if (now.paused() != before.paused()) {
			logger.info(WorkerLog.label(worker) + (now.paused() ? " is paused" : " is resumed"));
		}
		degraded(worker, before.degraded(), now.degraded());
		if (worker.state() == WorkerState.RUNNING) {
			recovering(worker, before.recoveringUntil(), now.recoveringUntil());
			if (before.stalledSince() != null && now.stalledSince() == null) {
				logger.info(WorkerLog.label(worker) + " is stalled no longer");
			}
		}
	}

	@Override
	public void stalled(WorkerSnapshot worker) {
		logger.error(WorkerLog.label(worker) + " is stalled: no progress for "
				+ worker.settings().stall().timeout().toMillis() + " ms. It is here: " + worker.stack());
	}

	@Override
	public void healthChecked(WorkerSnapshot worker, HealthRecord before) {
		HealthRecord now = worker.health();
		WorkerFailure failure = now.lastFailure();
		if (now.result() == HealthResult.FAILED && before.result() != HealthResult.FAILED && failure != null) {
			logger.warn(WorkerLog.label(worker) + " failed its health check", failure.exception());
		}
		else if (now.result() == HealthResult.PASSED && before.result() == HealthResult.FAILED) {
			logger.info(WorkerLog.label(worker) + " passes its health check again");
		}
	}

	@Override
	public void worksAgain(WorkerSnapshot worker, int failures) {
		logger.info(WorkerLog.label(worker) + " works again after " + failures + " failures in a row");
	}

	private static void degraded(WorkerSnapshot worker, @Nullable String before, @Nullable String now) {
		if (now != null && !now.equals(before)) {
			logger.warn(WorkerLog.label(worker) + " is degraded: " + now);
		}
		else if (now == null && before != null) {
			logger.info(WorkerLog.label(worker) + " is degraded no longer");
		}
	}

	private static void recovering(WorkerSnapshot worker, @Nullable Instant before, @Nullable Instant now) {
		if (before == null && now != null) {
			logger.warn(WorkerLog.label(worker) + " gets a recovery pause until " + now + ", after "
					+ worker.settings().recovery().failureThreshold() + " failures in a row");
		}
		else if (before != null && now != null) {
			logger.warn(WorkerLog.label(worker) + " has not recovered; its recovery pause is extended until " + now);
		}
		else if (before != null) {
			logger.info(WorkerLog.label(worker) + " has recovered and goes on");
		}
	}

}
