package io.workerlifecycle.autoconfigure.actuate;

import io.workerlifecycle.worker.WorkerSnapshot;
import io.workerlifecycle.worker.Workers;

import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.AvailabilityState;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.health.application.ReadinessStateHealthIndicator;

/**
 * Spring Boot's readiness, refused until every critical worker was running once. In place
 * of Boot's own indicator, since Boot itself declares the application ready when its
 * runners are done, over any earlier refusal.
 */
final class WorkersReadinessStateHealthIndicator extends ReadinessStateHealthIndicator {

	private final Workers workers;

	WorkersReadinessStateHealthIndicator(ApplicationAvailability availability, Workers workers) {
		super(availability);
		this.workers = workers;
	}

	@Override
	protected AvailabilityState getState(ApplicationAvailability availability) {
		boolean held = this.workers.list().stream().anyMatch(WorkerSnapshot::holdsReadiness);
		return held ? ReadinessState.REFUSING_TRAFFIC : super.getState(availability);
	}

}
