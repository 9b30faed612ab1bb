package io.workerlifecycle.autoconfigure.actuate;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.workerlifecycle.time.VirtualTimeSource;
import io.workerlifecycle.worker.WorkerSnapshot;
import io.workerlifecycle.worker.WorkerState;
import io.workerlifecycle.worker.WorkerTransition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Meters that follow a worker, go with it, and come with the next of its name.
 */
@Timeout(10)
class WorkerMetersTests {

	private static final Instant NOW = Instant.EPOCH;

	private final MeterRegistry registry = new SimpleMeterRegistry();

	private final WorkerMetrics metrics = metrics(this.registry);

	private final WorkerSnapshot poller = new SnapshotBuilder("poller").build();

	private final FixedWorkers workers = new FixedWorkers(this.poller);

	@Test
	void conditionsAreOneWhileTheyHoldAndZeroElse() {
		this.metrics.registered(this.poller, this.workers);
		for (String meter : List.of("worker.degraded", "worker.stalled", "worker.recovering")) {
			assertThat(gauge(meter)).as(meter).isZero();
		}
		this.workers.set(new SnapshotBuilder("poller").degraded("no cache").build());
		assertThat(gauge("worker.degraded")).isEqualTo(1);
		this.workers.set(new SnapshotBuilder("poller").stalledSince(NOW).build());
		assertThat(gauge("worker.stalled")).isEqualTo(1);
		this.workers.set(new SnapshotBuilder("poller").recoveringUntil(NOW).build());
		assertThat(gauge("worker.recovering")).isEqualTo(1);
		assertThat(gauge("worker.degraded")).isZero();
	}

	@Test
	void failedChecksAreCounted() {
		this.metrics.registered(this.poller, this.workers);
		assertThat(failedChecks(this.registry)).isZero();
		this.workers.set(new SnapshotBuilder("poller").failedAt(NOW, 3).build());
		assertThat(failedChecks(this.registry)).isEqualTo(3);
	}

	@Test
	void metersOfARemovedWorkerAreGoneAndThoseOfOthersStay() {
		WorkerSnapshot other = new SnapshotBuilder("other").build();
		this.metrics.registered(other, this.workers);
		int ofOne = this.registry.getMeters().size();
		this.metrics.registered(this.poller, this.workers);
		this.workers.set(other);
		this.metrics.removed(this.poller);
		assertThat(this.registry.getMeters()).hasSize(ofOne)
			.allSatisfy((meter) -> assertThat(meter.getId().getTag("worker.name")).isEqualTo("other"));
	}

	@Test
	void laterWorkerOfTheSameNameHasMetersThatBeginAnew() {
		this.metrics.registered(this.poller, this.workers);
		this.metrics.changed(this.poller, stopped());
		this.workers.set();
		this.metrics.removed(this.poller);
		this.workers.set(new SnapshotBuilder("poller").failedAt(NOW, 1).build());
		this.metrics.registered(this.poller, this.workers);
		assertThat(stops()).isZero();
		this.metrics.changed(this.poller, stopped());
		assertThat(stops()).isEqualTo(1);
		assertThat(failedChecks(this.registry)).isEqualTo(1);
	}

	@Test
	void removalThatIsToldAfterTheSuccessorCameLeavesItsMeters() {
		this.metrics.registered(this.poller, this.workers);
		this.metrics.registered(this.poller, this.workers);
		this.metrics.removed(this.poller);
		assertThat(failedChecks(this.registry)).isZero();
		this.metrics.changed(this.poller, stopped());
		assertThat(stops()).isEqualTo(1);
	}

	@Test
	void removalLeavesNothingAlthoughTheSuccessorWritesItsNameOtherwise() {
		this.metrics.registered(this.poller, this.workers);
		WorkerSnapshot successor = new SnapshotBuilder("Poller").build();
		this.workers.set(successor);
		this.metrics.registered(successor, this.workers);
		this.metrics.removed(this.poller);
		assertThat(this.registry.find("worker.starts").tag("worker.name", "poller").meter()).isNull();
		assertThat(this.registry.find("worker.starts").tag("worker.name", "Poller").meter()).isNotNull();
	}

	@Test
	void registryThatOutlivesItsApplicationReadsTheNewOne() {
		this.metrics.registered(this.poller, new FixedWorkers(this.poller));
		FixedWorkers ofTheNext = new FixedWorkers(new SnapshotBuilder("poller").failedAt(NOW, 7).build());
		metrics(this.registry).registered(this.poller, ofTheNext);
		assertThat(failedChecks(this.registry)).isEqualTo(7);
	}

	@Test
	void metersOfARemovedWorkerAreGoneFromEveryPartOfACompositeAndBehindFiltersToo() {
		MeterRegistry part = new SimpleMeterRegistry();
		CompositeMeterRegistry composite = new CompositeMeterRegistry();
		composite.config().meterFilter(MeterFilter.renameTag("worker", "worker.name", "who"));
		composite.add(part);
		WorkerMetrics ofComposite = metrics(composite);
		ofComposite.registered(this.poller, this.workers);
		assertThat(part.getMeters()).isNotEmpty();
		this.workers.set();
		ofComposite.removed(this.poller);
		assertThat(composite.getMeters()).isEmpty();
		assertThat(part.getMeters()).isEmpty();
	}

	private static WorkerMetrics metrics(MeterRegistry registry) {
		return new WorkerMetrics(registry, new VirtualTimeSource(NOW));
	}

	private static WorkerTransition stopped() {
		return new WorkerTransition(WorkerState.STOPPING, WorkerState.STOPPED, NOW, Duration.ofSeconds(1), 1,
				"stopped");
	}

	private double gauge(String meter) {
		return this.registry.get(meter).tag("worker.name", "poller").gauge().value();
	}

	private long stops() {
		return this.registry.get("worker.stop.duration").timer().count();
	}

	private static double failedChecks(MeterRegistry registry) {
		return registry.get("worker.health.failures").functionCounter().count();
	}

}
