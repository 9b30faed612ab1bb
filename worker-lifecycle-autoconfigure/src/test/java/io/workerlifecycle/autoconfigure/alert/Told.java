package io.workerlifecycle.autoconfigure.alert;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.workerlifecycle.alert.Alert;
import io.workerlifecycle.alert.AlertHandler;

/**
 * A handler that remembers what it was told.
 */
final class Told implements AlertHandler {

	final List<Alert> alerts = new CopyOnWriteArrayList<>();

	@Override
	public void handle(Alert alert) {
		this.alerts.add(alert);
	}

	List<String> lines() {
		return this.alerts.stream().map((alert) -> alert.status() + " " + alert.key()).toList();
	}

}
