package io.workerlifecycle.sample;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.workerlifecycle.alert.Alert;
import io.workerlifecycle.alert.AlertHandler;
import io.workerlifecycle.alert.AlertStatus;

/**
 * The alerts that are open, for the report. Safe for use by several threads.
 */
final class OpenAlerts implements AlertHandler {

	private final Map<String, OpenAlert> open = new LinkedHashMap<>();

	@Override
	public synchronized void handle(Alert alert) {
		if (alert.status() == AlertStatus.RESOLVED) {
			this.open.remove(alert.key());
		}
		else {
			this.open.put(alert.key(), new OpenAlert(alert.key(), alert.severity(), VisibleText.of(alert.message()),
					alert.since(), alert.count()));
		}
	}

	synchronized List<OpenAlert> list() {
		return List.copyOf(this.open.values());
	}

}
