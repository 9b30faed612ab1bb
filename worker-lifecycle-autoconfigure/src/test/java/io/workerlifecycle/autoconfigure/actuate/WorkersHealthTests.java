package io.workerlifecycle.autoconfigure.actuate;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;

import io.workerlifecycle.autoconfigure.process.ProcessAutoConfiguration;
import io.workerlifecycle.autoconfigure.worker.LoopWorker;
import io.workerlifecycle.autoconfigure.worker.WorkerAutoConfiguration;
import io.workerlifecycle.time.VirtualTimeSource;
import io.workerlifecycle.worker.DesiredState;
import io.workerlifecycle.worker.HealthResult;
import io.workerlifecycle.worker.Prospect;
import io.workerlifecycle.worker.Worker;
import io.workerlifecycle.worker.WorkerContext;
import io.workerlifecycle.worker.WorkerSnapshot;
import io.workerlifecycle.worker.WorkerState;
import io.workerlifecycle.worker.Workers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.context.LifecycleAutoConfiguration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What the health of workers says of each of their situations.
 */
@Timeout(60)
class WorkersHealthTests {

	private final VirtualTimeSource time = new VirtualTimeSource(Instant.EPOCH);

	private final Instant now = this.time.now();

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ProcessAutoConfiguration.class, WorkerAutoConfiguration.class,
				LifecycleAutoConfiguration.class, WorkerHealthAutoConfiguration.class))
		.withPropertyValues("management.endpoint.health.probes.enabled=false");

	@Test
	void noWorkersAreWell() {
		this.runner.run((context) -> assertThat(health(context).getStatus()).isEqualTo(Status.UP));
	}

	@Test
	void runningWorkerIsUp() {
		this.runner.withBean("it", LoopWorker.class).run((context) -> {
			awaitIt(context, (worker) -> worker.state() == WorkerState.RUNNING);
			assertHealth(context, Status.UP);
			assertThat(detail(context)).containsEntry("state", WorkerState.RUNNING).containsEntry("incarnation", 1);
		});
	}

	@Test
	void startingWorkerIsUnknown() {
		this.runner.withBean("it", StartingWorker.class).run((context) -> {
			awaitIt(context, (worker) -> worker.state() == WorkerState.STARTING);
			assertHealth(context, Status.UNKNOWN);
		});
	}

	@ParameterizedTest
	@CsvSource({ "false, UP", "true, DOWN" })
	void workerThatBacksOffIsDownIfItIsCritical(boolean critical, String status) {
		this.runner.withBean("it", FailingWorker.class)
			.withPropertyValues("worker-lifecycle.workers.it.critical=" + critical)
			.run((context) -> {
				awaitIt(context, WorkerSnapshot::backingOff);
				assertHealth(context, new Status(status));
				assertThat(detail(context)).containsEntry("backingOff", true).containsKey("lastFailure");
			});
	}

	@ParameterizedTest
	@CsvSource({ "false, UP", "true, DOWN" })
	void workerThatReturnedAndBacksOffIsDownIfItIsCritical(boolean critical, String status) {
		this.runner.withBean("it", ReturningWorker.class)
			.withPropertyValues("worker-lifecycle.workers.it.critical=" + critical)
			.run((context) -> {
				awaitIt(context, WorkerSnapshot::backingOff);
				assertHealth(context, new Status(status));
			});
	}

	@Test
	void workerThatGaveUpIsDown() {
		this.runner.withBean("it", FailingWorker.class)
			.withPropertyValues("worker-lifecycle.workers.it.restart.policy=never")
			.run((context) -> {
				awaitIt(context, WorkerSnapshot::gaveUp);
				assertHealth(context, Status.DOWN);
				assertThat(detail(context)).containsEntry("gaveUp", true).containsKey("lastFailure");
			});
	}

	@Test
	void abandonedWorkerIsDown() {
		this.runner.withBean("it", DeafWorker.class)
			.withPropertyValues("worker-lifecycle.workers.it.stop-timeout=1ms")
			.run((context) -> {
				awaitIt(context, (worker) -> worker.state() == WorkerState.RUNNING);
				context.getBean(Workers.class).stop("it");
				awaitIt(context, WorkerSnapshot::abandoned);
				assertHealth(context, Status.DOWN);
				context.getBean(DeafWorker.class).end.countDown();
			});
	}

	@Test
	void workerStoppedOnPurposeIsUp() {
		this.runner.withBean("it", LoopWorker.class)
			.withPropertyValues("worker-lifecycle.workers.it.critical=true")
			.run((context) -> {
				awaitIt(context, (worker) -> worker.state() == WorkerState.RUNNING);
				context.getBean(Workers.class).stop("it");
				awaitIt(context, (worker) -> worker.state() == WorkerState.STOPPED);
				assertHealth(context, Status.UP);
			});
	}

	@Test
	void workerStoppedOnPurposeWhileItBackedOffIsUp() {
		this.runner.withBean("it", FailingWorker.class)
			.withPropertyValues("worker-lifecycle.workers.it.critical=true")
			.run((context) -> {
				awaitIt(context, WorkerSnapshot::backingOff);
				context.getBean(Workers.class).stop("it");
				awaitIt(context, (worker) -> worker.state() == WorkerState.STOPPED);
				assertHealth(context, Status.UP);
			});
	}

	@Test
	void pausedWorkerIsUp() {
		this.runner.withBean("it", LoopWorker.class).run((context) -> {
			awaitIt(context, (worker) -> worker.state() == WorkerState.RUNNING);
			context.getBean(Workers.class).pause("it");
			awaitIt(context, WorkerSnapshot::paused);
			assertHealth(context, Status.UP);
			assertThat(detail(context)).containsEntry("paused", true);
		});
	}

	@Test
	void completedWorkerIsUp() {
		this.runner.withBean("it", ReturningWorker.class)
			.withPropertyValues("worker-lifecycle.workers.it.critical=true",
					"worker-lifecycle.workers.it.restart.policy=on-failure")
			.run((context) -> {
				awaitIt(context, WorkerSnapshot::completed);
				assertHealth(context, Status.UP);
				assertThat(detail(context)).containsEntry("completed", true);
			});
	}

	@Test
	void oneWorkerThatIsDownTakesTheOthersWithIt() {
		this.runner.withBean("it", FailingWorker.class)
			.withBean("other", LoopWorker.class)
			.withPropertyValues("worker-lifecycle.workers.it.restart.policy=never")
			.run((context) -> {
				awaitIt(context, WorkerSnapshot::gaveUp);
				assertThat(health(context).getStatus()).isEqualTo(Status.DOWN);
				assertThat(health(context).getDetails()).containsOnlyKeys("it", "other");
			});
	}

	@Test
	void waitingWorkerIsUnknownAndSaysForWhom() {
		Health health = health(new SnapshotBuilder("it").state(WorkerState.STARTING).waitingFor("store"));
		assertThat(health.getStatus()).isEqualTo(Status.UNKNOWN);
		assertThat(detail(health)).containsEntry("waitingFor", List.of("store"));
	}

	@Test
	void degradedWorkerIsUpWithItsReason() {
		Health health = health(new SnapshotBuilder("it").degraded("no cache"));
		assertThat(health.getStatus()).isEqualTo(Status.UP);
		assertThat(detail(health)).containsEntry("degraded", "no cache");
	}

	@Test
	void recoveringWorkerIsUpWithTheEndOfItsPause() {
		Health health = health(new SnapshotBuilder("it").recoveringUntil(this.now));
		assertThat(health.getStatus()).isEqualTo(Status.UP);
		assertThat(detail(health)).containsEntry("recoveringUntil", this.now);
	}

	@Test
	void stalledWorkerIsDown() {
		Health health = health(new SnapshotBuilder("it").stalledSince(this.now));
		assertThat(health.getStatus()).isEqualTo(Status.DOWN);
		assertThat(detail(health)).containsEntry("stalledSince", this.now);
	}

	@Test
	void workerWhoseCheckPassedIsUpWithTheAgeOfTheCheck() {
		Health health = health(new SnapshotBuilder("it").passedAt(this.now.minusSeconds(7)));
		assertThat(health.getStatus()).isEqualTo(Status.UP);
		assertThat(detail(health)).extracting("health")
			.isEqualTo(new HealthView(HealthResult.PASSED, this.now.minusSeconds(7), Duration.ofSeconds(7), 0, null));
	}

	@Test
	void workerWhoseCheckFailedIsDownWithTheFailure() {
		Health health = health(new SnapshotBuilder("it").failedAt(this.now, 2));
		assertThat(health.getStatus()).isEqualTo(Status.DOWN);
		FailureView failure = new FailureView(IllegalStateException.class.getName(), "the queue is gone", this.now);
		assertThat(detail(health)).extracting("health")
			.isEqualTo(new HealthView(HealthResult.FAILED, this.now, Duration.ZERO, 2, failure));
	}

	@Test
	void failedCheckInARecoveryPauseIsDown() {
		assertThat(health(new SnapshotBuilder("it").recoveringUntil(this.now).failedAt(this.now, 2)).getStatus())
			.isEqualTo(Status.DOWN);
	}

	@Test
	void workerStoppedOnPurposeIsUpAlthoughItsLastCheckFailed() {
		Health health = health(new SnapshotBuilder("it").state(WorkerState.STOPPED)
			.desired(DesiredState.STOPPED)
			.failedAt(this.now, 1));
		assertThat(health.getStatus()).isEqualTo(Status.UP);
	}

	@Test
	void workerThatBacksOffIsUpAlthoughItsLastCheckFailed() {
		Health health = health(new SnapshotBuilder("it").state(WorkerState.ERROR)
			.prospect(new Prospect.BackingOff(this.now))
			.failedAt(this.now, 1));
		assertThat(health.getStatus()).isEqualTo(Status.UP);
		assertThat(detail(health)).containsEntry("restartAt", this.now);
	}

	@Test
	void channelThatCannotBeReachedIsNamed() {
		FixedFlows flows = new FixedFlows().flow("it",
				FixedFlows.flow(Map.of("orders", "java.net.ConnectException: refused"), List.of()));
		Health health = indicator(new SnapshotBuilder("it"), flows).health();
		assertThat(detail(health)).containsEntry("unreachable", List.of("orders"));
	}

	@Test
	void channelsThatAreReachedAreNoDetail() {
		FixedFlows flows = new FixedFlows().flow("it", FixedFlows.flow());
		Health health = indicator(new SnapshotBuilder("it"), flows).health();
		assertThat(detail(health)).doesNotContainKey("unreachable");
	}

	private static void assertHealth(ApplicationContext context, Status status) {
		assertThat(health(context).getStatus()).isEqualTo(status);
		assertThat(detail(context)).containsEntry("status", status.getCode());
	}

	private Health health(SnapshotBuilder worker) {
		return indicator(worker, new FixedFlows()).health();
	}

	private WorkersHealthIndicator indicator(SnapshotBuilder worker, FixedFlows flows) {
		FixedWorkers workers = new FixedWorkers(worker.build());
		return new WorkersHealthIndicator(workers, flows.lookup(), ListenerContainers.none(workers), this.time);
	}

	private static Health health(ApplicationContext context) {
		return context.getBean(WorkersHealthIndicator.class).health();
	}

	private static Map<String, Object> detail(ApplicationContext context) {
		return detail(health(context));
	}

	@SuppressWarnings("unchecked")
	private static Map<String, Object> detail(Health health) {
		return (Map<String, Object>) health.getDetails().get("it");
	}

	private static void awaitIt(ApplicationContext context, Predicate<WorkerSnapshot> condition) {
		await().until(() -> context.getBean(Workers.class).find("it").filter(condition).isPresent());
	}

	static class StartingWorker extends LoopWorker {

		@Override
		public void onStartup(WorkerContext context) {
			super.run(context);
		}

	}

	static class FailingWorker implements Worker {

		@Override
		public void run(WorkerContext context) {
			throw new IllegalStateException("the queue is gone");
		}

	}

	static class ReturningWorker implements Worker {

		@Override
		public void run(WorkerContext context) {
		}

	}

	static class DeafWorker implements Worker {

		final CountDownLatch end = new CountDownLatch(1);

		@Override
		public void run(WorkerContext context) {
			while (this.end.getCount() > 0) {
				Thread.onSpinWait();
			}
		}

	}

}
