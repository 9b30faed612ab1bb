package io.workerlifecycle.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.workerlifecycle.time.VirtualTimeSource;
import org.awaitility.Awaitility;

/**
 * A dispatcher in virtual time whose handler remembers what it was told.
 */
final class Alarms implements AutoCloseable {

	static final AlertSubject ORDERS = new AlertSubject("worker", "orders");

	static final String KEY = "worker:orders:failed";

	final VirtualTimeSource time = new VirtualTimeSource(Instant.parse("2026-01-01T00:00:00Z"));

	final List<Alert> told = new CopyOnWriteArrayList<>();

	final AlertDispatcher alerts;

	Alarms(AlertHandler... others) {
		List<AlertHandler> handlers = new CopyOnWriteArrayList<>(others);
		handlers.add(this.told::add);
		this.alerts = new AlertDispatcher(this.time, Duration.ofHours(1), () -> handlers);
	}

	static Alarms begun(AlertHandler... others) {
		Alarms alarms = new Alarms(others);
		alarms.alerts.afterSingletonsInstantiated();
		return alarms;
	}

	static Problem problem(String message) {
		return new Problem(ORDERS, "failed", AlertSeverity.WARNING, message, null);
	}

	void raise(String message) {
		this.alerts.raise(problem(message));
	}

	void resolve(String message) {
		this.alerts.resolve(KEY, message);
	}

	/**
	 * Waits until every handler was told of all that there is to tell.
	 */
	List<Alert> awaitTold() {
		Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> !this.alerts.isRunning());
		return this.told;
	}

	List<String> awaitTexts() {
		return awaitTold().stream().map((alert) -> alert.status() + " " + alert.message()).toList();
	}

	@Override
	public void close() {
		this.alerts.close();
	}

}
