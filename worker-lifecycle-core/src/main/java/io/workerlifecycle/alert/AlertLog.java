package io.workerlifecycle.alert;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Writes alerts into the log, one line each: critical ones as errors, others as warnings,
 * resolved ones as information. There is no stack; it is in the log where the failure
 * was.
 *
 * @since 0.1.0
 */
public final class AlertLog implements AlertHandler {

	private static final Log logger = LogFactory.getLog(Alerts.class);

	/**
	 * Creates a handler.
	 */
	public AlertLog() {
	}

	@Override
	public void handle(Alert alert) {
		String line = "Alert " + alert.key() + " " + status(alert) + ": " + alert.message();
		if (alert.status() == AlertStatus.RESOLVED) {
			logger.info(line);
		}
		else if (alert.severity() == AlertSeverity.CRITICAL) {
			logger.error(line);
		}
		else {
			logger.warn(line);
		}
	}

	private static String status(Alert alert) {
		return switch (alert.status()) {
			case RAISED -> "raised";
			case REPEATED -> "repeated, raised " + times(alert);
			case RESOLVED -> "resolved, was raised " + times(alert);
		};
	}

	private static String times(Alert alert) {
		return alert.count() + ((alert.count() == 1) ? " time since " : " times since ") + alert.since();
	}

}
